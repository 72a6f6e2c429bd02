namespace Holdfast;

/// <summary>What our process tells its caller. Scripts know these numbers.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>The portal refused, or the answer made no sense.</summary>
    public const int Refused = 1;

    /// <summary>The arguments are wrong, or the machine is not as it must be; nothing was started.</summary>
    public const int CannotStart = 2;

    /// <summary>No portal runs here.</summary>
    public const int NotRunning = 3;

    /// <summary>The portal answers, and a part of the service is bad.</summary>
    public const int Unwell = 4;
}
