namespace Holdfast.Portal;

/// <summary>The version of this build, for people.</summary>
public static class SoftwareVersion
{
    public static readonly string Text = typeof(SoftwareVersion).Assembly.GetName().Version?.ToString(3) ?? "0";
}
