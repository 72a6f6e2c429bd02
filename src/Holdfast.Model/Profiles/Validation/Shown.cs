namespace Holdfast.Model.Profiles.Validation;

/// <summary>A value as it is quoted in a problem: short, in one line.</summary>
internal static class Shown
{
    private const int Length = 60;

    public static string Text(string value)
    {
        var line = string.Concat(value.Take(Length).Select(c => char.IsControl(c) ? '\uFFFD' : c));
        return value.Length > Length ? line + "…" : line;
    }
}
