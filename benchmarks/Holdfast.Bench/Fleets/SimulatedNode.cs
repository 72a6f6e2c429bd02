using Holdfast.Link.Addresses;
using Holdfast.Link.Enrolling;
using Holdfast.Link.Identities;
using Holdfast.Link.Listening;
using Holdfast.Linux.Machines;
using Holdfast.Node;
using Holdfast.Node.Applying;
using Holdfast.Node.Events;
using Holdfast.Node.Failover;
using Holdfast.Node.Linking;
using Holdfast.Node.Sessions;
using Holdfast.Node.State;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Bench.Fleets;

/// <summary>Everything of a node but the data plane: its link, its state and its outbox on a disk, its sessions.</summary>
internal sealed class SimulatedNode
{
    private static readonly TimeProvider Time = TimeProvider.System;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(10);

    private readonly SimulatedPlane _plane;
    private readonly SessionTracker _sessions;
    private readonly Applier _applier;
    private readonly EnrolmentCodeFile _codes;
    private readonly NodeIdentityStore _identities;

    /// <param name="machine">Shared: a thousand nodes that read how their one machine is would do little else.</param>
    /// <param name="agent">Shared as well; there is none.</param>
    public SimulatedNode(string folder, string host, Machine machine, AgentKeeper agent, Action<Guid, long> removed)
    {
        _plane = new SimulatedPlane(removed);
        _identities = NodeIdentityStore.Open(folder, Time).Value!;
        _codes = new EnrolmentCodeFile(folder, Time);
        var enrolment = new EnrolmentDesk(_identities, _codes, Time, NullLogger<EnrolmentDesk>.Instance);
        var (journal, stored) = StateJournal.Open(folder, Time);
        var outbox = Outbox.Open(folder, new OutboxOptions(), Time, NullLogger<Outbox>.Instance);
        _sessions = new SessionTracker(outbox.Resumed, outbox, new SessionRules(), Time);
        _applier = new Applier(
            [
                [_plane],
            ],
            journal,
            stored,
            _sessions,
            new ApplierOptions { GivesMemoryBack = false },
            Time,
            NullLogger<Applier>.Instance
        );
        var status = new StatusReport(
            _applier,
            _sessions,
            outbox,
            new NodeOptions { Home = folder, HostName = host },
            () => null,
            new MachineWatch(machine, Time),
            () => null,
            agent,
            Time
        );
        var desk = new NodeDesk(
            () => _identities.Current.NodeId ?? "",
            _applier,
            outbox,
            status,
            new CertificateRenewal(_identities, service: null, Time),
            agent,
            Time,
            NullLogger<NodeDesk>.Instance
        );
        Listener = new LinkListener(
            _identities,
            enrolment,
            new LinkListenerOptions { Handler = desk.ServeAsync },
            Time,
            NullLogger<LinkListener>.Instance
        );
    }

    public LinkListener Listener { get; }

    public string NewCode(LinkAddress address) => _codes.Issue(address, _identities.Current).Reveal();

    /// <summary>Works until cancelled.</summary>
    /// <param name="after">Nodes do not all look at the same moment.</param>
    public Task RunAsync(TimeSpan after, CancellationToken cancel) =>
        Task.WhenAll(_applier.RunAsync(cancel), LookAsync(after, cancel));

    private async Task LookAsync(TimeSpan after, CancellationToken cancel)
    {
        await Task.Delay(after, cancel);
        using var timer = new PeriodicTimer(LookEvery);
        while (await timer.WaitForNextTickAsync(cancel))
        {
            _plane.Look(_sessions, Time.GetUtcNow());
        }
    }
}
