using System.Net.Sockets;
using Holdfast.Databases.Pairs;
using Holdfast.Problems;
using Holdfast.Single.Checks;
using Holdfast.Single.Supervision;

namespace Holdfast.Single;

/// <summary>The node of this machine, which other machines' portals may have to reach from some moment on.</summary>
/// <param name="link">Where they do; null: only the portal of this machine does, until somebody else has to.</param>
/// <param name="end">Of what is told to portals.</param>
internal sealed class NodeSeat(Surroundings at, RoleCommands commands, NodeLink? link, CancellationToken end)
{
    private volatile NodeLink? _link = link;
    private Task _telling = Task.CompletedTask;
    private bool _complained;

    public Supervisor Supervisor => field ??= new Supervisor(() => commands.Node(_link), at.Terminal, at.Time);

    /// <summary>Completes when all portals know where the node is, or it ends.</summary>
    public Task Told => _telling;

    /// <summary>Portals are told where the node is, which is not where it was when the database was this machine's own.</summary>
    public void Begin()
    {
        if (_link is { } there)
        {
            _telling = TellAsync(there);
        }
    }

    /// <summary>The node is started anew so that other machines reach it; who is connected to it stays so. Once.</summary>
    /// <returns>False: another program has the port, which is said; to be tried again.</returns>
    public bool Reach(NodeLink there)
    {
        if (_link is not null)
        {
            return true;
        }

        var port = new WantedPort("the node's link", ProtocolType.Tcp, PairLink.Port);
        if (!PortCheck.IsFree(port))
        {
            Complain();
            return false;
        }

        _link = there;
        Supervisor.Renew();
        _telling = TellAsync(there);
        return true;
    }

    private Task TellAsync(NodeLink there) => new PairLink(at.Home, at.Time).TellAsync(there, end);

    private void Complain()
    {
        if (!_complained)
        {
            _complained = true;
            var taken =
                $"TCP port {PairLink.Port} is taken; until it is free only this machine's portal reaches the node.";
            _ = at.Terminal.ComplainAsync(StartProblems.PortInUse.At("the node's link", taken));
        }
    }
}
