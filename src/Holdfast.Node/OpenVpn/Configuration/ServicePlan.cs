using System.Collections.Immutable;
using System.Net;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Problems;

namespace Holdfast.Node.OpenVpn.Configuration;

/// <summary>All that one service is to be: made before anything is touched.</summary>
/// <param name="Files">By name; while these stay the same the process is not restarted.</param>
/// <param name="Verbosity">OpenVPN's <c>verb</c>, changed while the process runs. At 0 it says only why it ended.</param>
internal sealed record ServicePlan(
    string ProfileId,
    OpenVpnService Service,
    ImmutableSortedDictionary<string, string> Files,
    ClientFile ClientFile,
    int Verbosity
)
{
    /// <summary>RFC 1035, 2.3.4, as text.</summary>
    private const int MaximumDomain = 253;

    public string Interface => Service.Interface;

    /// <summary>
    /// Names become folders and lines of a configuration, so those which could be anything else are refused, whoever sent them.
    /// </summary>
    public static Outcome<ServicePlan> Create(string profileId, OpenVpnService service, OpenVpnPlaneOptions options)
    {
        var problems = Check(service).ToList();
        if (problems.Count > 0)
        {
            return Outcome<ServicePlan>.Failed(problems);
        }

        var files = ImmutableSortedDictionary<string, string>
            .Empty.Add(
                ServiceFiles.Configuration,
                ServerConfiguration.Render(service, options.DropPrivileges, options.RenegotiateSeconds)
            )
            .Add(ServiceFiles.Authority, service.CaCertificate)
            .Add(ServiceFiles.Certificate, service.Certificate)
            .Add(ServiceFiles.PrivateKey, service.PrivateKey)
            .Add(ServiceFiles.TlsCrypt, service.TlsCryptKey);
        return new ServicePlan(profileId, service, files, new ClientFile(service), service.Log ? 3 : 0);
    }

    public bool SameProcess(ServicePlan other) => Files.SequenceEqual(other.Files);

    private static IEnumerable<Problem> Check(OpenVpnService service)
    {
        var where = service.Interface;
        if (!DeviceNames.IsOurs(where))
        {
            yield return OpenVpnProblems.NotConfigurable.At("interface", "It is not the name of a device of ours.");
        }

        if (service.Port is < 1 or > 65535 || service.Mtu is < 576 or > 65535)
        {
            yield return OpenVpnProblems.NotConfigurable.At(where, "Port or MTU is out of range.");
        }

        if (service.Ping is < 1 or > 3600 || service.PingRestart is < 1 or > 86400)
        {
            yield return OpenVpnProblems.NotConfigurable.At(where, "The pings are out of range.");
        }

        if (service.Pool4.PrefixLength > 29 || service.Pool6.PrefixLength > 125)
        {
            yield return OpenVpnProblems.NotConfigurable.At(where, "The pool is too small for a client.");
        }

        foreach (var domain in service.Push.DnsSearchDomains.Where(d => !IsDomain(d)))
        {
            yield return OpenVpnProblems.NotConfigurable.At(where, $"'{Printable(domain)}' is not a domain name.");
        }

        foreach (var server in service.Push.DnsServers.Where(s => !IsServer(s)))
        {
            yield return OpenVpnProblems.NotConfigurable.At(where, $"'{Printable(server)}' is not an address.");
        }
    }

    private static bool IsServer(string server) =>
        server is "@GW4@" or "@GW6@" || (IPAddress.TryParse(server, out _) && !server.Contains('%'));

    private static string Printable(string text) =>
        new([.. text.Take(64).Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or ':' or '-' ? c : '?')]);

    /// <summary>Only what cannot end the quoted line that it stands in; whether it is a good name, the profile's rules say.</summary>
    private static bool IsDomain(string domain) =>
        domain.Length is > 0 and <= MaximumDomain
        && domain[0] != '-'
        && domain.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}
