namespace Holdfast.Node.Sessions;

/// <summary>Why a session ended, where nobody said more.</summary>
public static class SessionEnds
{
    /// <summary>Nothing came from the client for a while.</summary>
    public const string Idle = "idle";

    /// <summary>The client went away.</summary>
    public const string Disconnected = "disconnected";

    /// <summary>The portal took the configuration away.</summary>
    public const string Removed = "removed";

    /// <summary>The configuration's time was over.</summary>
    public const string Expired = "expired";
}
