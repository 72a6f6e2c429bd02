namespace Holdfast.Portal;

/// <summary>The version of this build, for people.</summary>
public static class SoftwareVersion
{
    public static readonly string Text = typeof(SoftwareVersion).Assembly.GetName().Version?.ToString(3) ?? "0";

    /// <summary>The release that another program is of: what it calls itself, without what stands behind for the build.</summary>
    public static string ReleaseOf(string software) => software.Split('+', '-')[0];
}
