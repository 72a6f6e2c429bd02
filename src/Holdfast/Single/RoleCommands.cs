using System.Globalization;
using Holdfast.Databases;
using Holdfast.Homes;
using Holdfast.Linux.Processes;
using Holdfast.Node;
using Holdfast.Single.Rights;
using Holdfast.Single.Supervision;

namespace Holdfast.Single;

/// <summary>The command lines of the roles of a single server.</summary>
internal sealed class RoleCommands(HomeFolder home, ServerOptions options, RolePrograms programs)
{
    public string AdminPasswordFile => Path.Combine(home.Portal, "admin-password");

    /// <summary>The supervisor's copy of the administrator's files; null: the portal makes its own.</summary>
    private string? Certificate => options.CertificateFiles is null ? null : home.Certificate;

    public string CaFile => Path.Combine(home.Portal, "ca.pem");

    public ChildCommand Portal(PortalRights rights)
    {
        List<string> verb =
        [
            "portal",
            "--stop-with-parent",
            "--home",
            home.Portal,
            "--host-name",
            options.HostName,
            "--port",
            Text(options.Port),
            "--telemetry-port",
            Text(options.TelemetryPort),
            "--admin-socket",
            home.AdminSocket,
            "--admin-password-file",
            AdminPasswordFile,
            "--ca-file",
            CaFile,
            "--wireguard-port",
            Text(options.WireGuardPort),
            "--openvpn-udp-port",
            Text(options.OpenVpnUdpPort),
            "--openvpn-tcp-port",
            Text(options.OpenVpnTcpPort),
        ];
        AddIfGiven(verb, "--tls-certificate", Certificate);
        AddIfGiven(verb, "--public-url", options.PublicAddress?.GetLeftPart(UriPartial.Authority));
        AddIfGiven(verb, "--drain-seconds", options.DrainSeconds == 0 ? null : Text(options.DrainSeconds));
        return Confined("portal", rights.Confine(options), verb) with { Environment = DatabaseOfPortal() };
    }

    /// <param name="link">Where portals of other machines reach it; null: only that of this machine does.</param>
    public ChildCommand Node(NodeLink? link) =>
        Confined("node", NodeRights.Confine(), ["node", "--stop-with-parent", .. NodeOptions(link)]);

    /// <summary>The failover agent, which waits until somebody configures it.</summary>
    public ChildCommand Failover(FailoverRights rights) => FailoverOf(home, programs, rights);

    /// <summary>The same on a machine that is no server.</summary>
    public static ChildCommand FailoverOf(HomeFolder home, RolePrograms programs, FailoverRights rights)
    {
        var command = rights
            .Confine()
            .Wrap(programs.Program, programs.Arguments("failover", "--stop-with-parent", "--home", home.Failover));
        return new("failover", command.Program, command.Arguments);
    }

    /// <summary>Takes away what a killed node left.</summary>
    public ChildCommand RemoveNode() =>
        Confined("node", NodeRights.Confine(), ["node", "remove", .. NodeOptions(options.Link)]);

    private List<string> NodeOptions(NodeLink? link)
    {
        List<string> verb =
        [
            "--home",
            home.Node,
            "--link",
            link?.Listen ?? $"unix:{home.LinkSocket}",
            "--host-name",
            options.HostName,
            "--wireguard-tcp-port",
            Text(options.WireGuardTcpPort),
            "--on-stop",
            options.OnStop == OnStop.Keep ? "keep" : "remove",
        ];
        AddIfGiven(verb, "--link-address", link?.Address);
        AddIfGiven(verb, "--tls-certificate", Certificate);
        return verb;
    }

    /// <summary>Not in its command line, which everybody sees.</summary>
    private Dictionary<string, string?> DatabaseOfPortal() =>
        new() { [DatabaseSource.Variable] = options.Database.Read().Value };

    private ChildCommand Confined(string name, Confinement confinement, IEnumerable<string> verb)
    {
        var command = confinement.Wrap(programs.Program, programs.Arguments(verb));
        return new(name, command.Program, command.Arguments);
    }

    private static void AddIfGiven(List<string> verb, string option, string? value)
    {
        if (value is not null)
        {
            verb.AddRange([option, value]);
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
