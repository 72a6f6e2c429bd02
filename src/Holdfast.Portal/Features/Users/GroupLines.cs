namespace Holdfast.Portal.Features.Users;

/// <summary>Groups in a text field: one in each line, or with commas between.</summary>
internal static class GroupLines
{
    public static IReadOnlyList<string> Read(string text) =>
        [
            .. text.Split(['\n', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Distinct(StringComparer.Ordinal),
        ];

    public static string Write(IEnumerable<string> groups) => string.Join('\n', groups);
}
