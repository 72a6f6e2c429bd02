using Holdfast.Homes;
using Holdfast.Model.Problems;
using Holdfast.Single.Checks;

namespace Holdfast.Single;

/// <summary>Everything that must be right before anything is started. All of it is looked at, so that one run tells all.</summary>
internal sealed class StartChecks(IReadOnlyList<IStartCheck> checks)
{
    public static StartChecks OfThisMachine(HomeFolder home) =>
        new([
            new RootCheck(Environment.IsPrivilegedProcess),
            new HostNameCheck(),
            new ToolCheck(SystemFiles.Real),
            new HomeCheck(home),
            new DatabaseCheck(home),
            new CertificateCheck(),
            new PortCheck(new PortOwners("/proc"), new LeftOvers(home.Node)),
        ]);

    /// <summary>A node alone: the ports of its services are the profiles', which come later.</summary>
    public static StartChecks OfNodeMachine(HomeFolder home) =>
        new([
            new RootCheck(Environment.IsPrivilegedProcess),
            new HostNameCheck(),
            new ToolCheck(SystemFiles.Real),
            new HomeCheck(home),
            new PortCheck(new PortOwners("/proc"), new LeftOvers(home.Node), WantedPort.OfNode),
        ]);

    /// <summary>A portal alone needs none of the programs that carry traffic.</summary>
    public static StartChecks OfPortalMachine(HomeFolder home) =>
        new([
            new RootCheck(Environment.IsPrivilegedProcess),
            new HostNameCheck(),
            new HomeCheck(home),
            new DatabaseCheck(home),
            new CertificateCheck(),
            new PortCheck(new PortOwners("/proc"), new LeftOvers(home.Node), WantedPort.OfPortal),
        ]);

    public IReadOnlyList<Problem> Run(ServerOptions options) => [.. checks.SelectMany(check => check.Check(options))];
}
