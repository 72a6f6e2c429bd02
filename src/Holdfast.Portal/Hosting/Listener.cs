namespace Holdfast.Portal.Hosting;

/// <summary>The door through which a request came. Each endpoint is open at one door only.</summary>
public enum Listener
{
    /// <summary>HTTPS, for everybody.</summary>
    Public,

    /// <summary>The Unix socket, for the administrator of this machine.</summary>
    Admin,

    /// <summary>HTTP on loopback, for monitoring.</summary>
    Telemetry,
}
