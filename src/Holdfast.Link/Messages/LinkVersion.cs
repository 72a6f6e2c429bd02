namespace Holdfast.Link.Messages;

/// <summary>Versions of the link. Both ends say the range they speak, the highest common one is used.</summary>
public static class LinkVersion
{
    /// <summary>2026-11: the first.</summary>
    public const int Current = 1;

    public const int Oldest = 1;

    /// <summary>The highest version both speak, or null.</summary>
    public static int? Common(int otherOldest, int otherCurrent)
    {
        var version = Math.Min(Current, otherCurrent);
        return version >= Oldest && version >= otherOldest ? version : null;
    }
}
