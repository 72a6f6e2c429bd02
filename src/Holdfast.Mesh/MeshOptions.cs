using System.Net;
using Holdfast.Linux.Network;
using Holdfast.Mesh.Checks;
using Holdfast.Mesh.Core;
using Holdfast.Mesh.Daemon;
using Holdfast.Mesh.Paths;

namespace Holdfast.Mesh;

/// <summary>What <c>holdfast mesh</c> was told; checked by <see cref="OptionRules"/>.</summary>
public sealed record MeshOptions
{
    public const int UsualPort = 3210;

    /// <summary>State folder.</summary>
    public required string Home { get; init; }

    /// <summary>All members have the same.</summary>
    public required string Password { get; init; }

    /// <summary>For people; up to 32 bytes.</summary>
    public required string Name { get; init; }

    /// <summary>Of the interface, up to 15 characters.</summary>
    public string Device { get; init; } = "mesh0";

    /// <summary>On the interface of this host.</summary>
    public IReadOnlyList<AddressWithPrefix> Addresses { get; init; } = [];

    public IReadOnlyList<WantedClaim> Claims { get; init; } = [];

    /// <summary>Other members, any.</summary>
    public IReadOnlyList<HostPort> Connect { get; init; } = [];

    /// <summary>For datagrams of members; WireGuard listens one port above.</summary>
    public IPEndPoint Listen { get; init; } = new(IPAddress.IPv6Any, UsualPort);

    public PathRules Paths { get; init; } = new();

    /// <summary>What has to be well for this host to carry its claims.</summary>
    public IReadOnlyList<ServiceCheck> Checks { get; init; } = [];

    public CheckRules CheckRules { get; init; } = new();

    /// <summary>A command for the shell, when the interface has its addresses; null: none.</summary>
    public string? IfUp { get; init; }

    /// <summary>A command for the shell, before the interface goes; null: none.</summary>
    public string? IfDown { get; init; }

    /// <summary>A command for the shell, at each change; null: none.</summary>
    public string? Hook { get; init; }

    public int WireGuardPort => Listen.Port + 1;

    public bool IsChecked(IPNetwork prefix) => Checks.Any(check => check.Prefix is not { } only || only == prefix);

    /// <summary>It is a secret's.</summary>
    public override string ToString() => $"MeshOptions {Name}";
}
