namespace Holdfast.Node.OpenVpn;

/// <summary>How the OpenVPN plane works on this machine.</summary>
public sealed record OpenVpnPlaneOptions
{
    /// <summary>The node's state folder, absolute; ours is <c>openvpn</c> in it.</summary>
    public required string Home { get; init; }

    /// <summary>Name or path of the executable.</summary>
    public string Program { get; init; } = "openvpn";

    /// <summary>Server processes give up their rights after start (user nobody, shut into a folder). Needs root.</summary>
    public bool DropPrivileges { get; init; } = PrivilegeDrop.IsPossible();

    /// <summary>After how many seconds the server changes a client's session keys.</summary>
    public int RenegotiateSeconds { get; init; } = 36000;

    /// <summary>How long a server process may take until it answers; it is waited for longer, but not by the caller.</summary>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>How long a process that was asked to end has for telling its clients.</summary>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A process's own log is emptied when it is larger, in bytes.</summary>
    public long LogLimit { get; init; } = 4 << 20;

    /// <summary>How often each process is asked for an answer, as a client would ask; null: never.</summary>
    public TimeSpan? ProbeEvery { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long such an answer may take: longer than that of WireGuard, since a process does one thing after the other.</summary>
    public TimeSpan ProbePatience { get; init; } = TimeSpan.FromSeconds(2);
}
