using System.Net;
using Holdfast.Model.Failover;
using Holdfast.Model.Problems;
using Holdfast.Portal.Failover;
using Holdfast.Portal.Features.Failover;
using Holdfast.Portal.Layout;

namespace Holdfast.Web.OnFakes;

/// <summary>A pair with a history, or none yet.</summary>
internal sealed class FakeFailover : IFailoverDesk
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    private static readonly CommittedGroup Pair = new()
    {
        Id = Guid.Empty,
        Members = [new(1, "node-1"), new(2, "node-2")],
        Units = [new(51, "outside", [IPAddress.Parse("192.0.2.10"), IPAddress.Parse("10.0.0.10")])],
        Networks = [],
        Paths = [],
        Options = new(),
        LastMember = 2,
    };

    private bool _isThere = true;
    private KeyState _key = new(1, Change: null, WaitsForWitness: false, [], NewId: null);

    /// <summary>What was asked for last.</summary>
    public string? Asked { get; private set; }

    public Task<FailoverView> ReadAsync(CancellationToken cancel) =>
        Task.FromResult(
            _isThere
                ? View() with
                {
                    Key = _key,
                }
                : new FailoverView(null, 0, default, Now, ["node-1", "node-2", "node-3"], [], [], [], [], [], [])
                {
                    Gateways = ["192.0.2.1"],
                }
        );

    public Task<IReadOnlyList<GroupRow>> ValidateAsync(GroupDraft draft, CancellationToken cancel) =>
        Task.FromResult(Rows(draft));

    public Task<(IReadOnlyList<GroupRow> Rows, Problem? Problem)> CommitAsync(
        Visitor by,
        GroupDraft draft,
        CancellationToken cancel
    )
    {
        var rows = Rows(draft);
        var isGood = rows.All(row => row.IsGood);
        _isThere |= isGood;
        return Task.FromResult<(IReadOnlyList<GroupRow>, Problem?)>(
            (rows, isGood ? null : FailoverProblems.NotGood.At("", ""))
        );
    }

    public Task<Problem?> RemoveAsync(Visitor by, CancellationToken cancel)
    {
        _isThere = false;
        return Task.FromResult<Problem?>(null);
    }

    public Task<Problem?> SwitchOverAsync(Visitor by, int? vrid, string? successor, CancellationToken cancel)
    {
        Asked = "switch";
        return Task.FromResult<Problem?>(null);
    }

    public Task<Problem?> ChangeKeyAsync(Visitor by, CancellationToken cancel)
    {
        _key = new(1, "Step 1 of 3: key 2 is brought to all machines.", WaitsForWitness: true, ["node-2"], NewId: 2);
        return Task.FromResult<Problem?>(null);
    }

    public Task<Problem?> WitnessHasKeyAsync(Visitor by, CancellationToken cancel)
    {
        _key = new(2, Change: null, WaitsForWitness: false, [], NewId: null);
        return Task.FromResult<Problem?>(null);
    }

    public Task<Problem?> HoldAsync(Visitor by, string node, bool hold, CancellationToken cancel)
    {
        Asked = $"{(hold ? "hold" : "release")} {node}";
        return Task.FromResult<Problem?>(null);
    }

    private static IReadOnlyList<GroupRow> Rows(GroupDraft draft) =>
        [
            GroupRow.Of("node-1", "clock"),
            GroupRow.Of("node-2", "clock"),
            new(null, CheckRow.Advice("nothing must be reached", "It does not find that out.", "Name the gateway.")),
            .. draft.Units.SelectMany(unit => unit.Addresses).Select(Row),
        ];

    private static GroupRow Row(IPAddress address) =>
        GroupRow.Of(
            "node-1",
            $"{address} on eth0",
            address.GetAddressBytes()[0] == 203
                ? FailoverProblems.OutsideNetwork.At($"{address}", "node-1 has 192.0.2.11/24 on eth0.")
                : null
        );

    private static FailoverView View() =>
        new(
            Pair,
            3,
            Now.AddDays(-2),
            Now,
            ["node-1", "node-2", "node-3"],
            [
                new(1, "node-1", Linked: true, IsTold: true, Trouble: null, OnHold: false, 0.01, Database: null),
                new(
                    2,
                    "node-2",
                    Linked: true,
                    IsTold: true,
                    Trouble: null,
                    OnHold: false,
                    0.02,
                    new(
                        "standby",
                        InStep: true,
                        Degraded: false,
                        Lag: null,
                        Trouble: null,
                        ["/srv/holdfast/var/database/aside/timeline-3-from-0_4000148"]
                    )
                ),
            ],
            [
                new(
                    51,
                    "outside",
                    ["192.0.2.10", "10.0.0.10"],
                    "node-1",
                    "4.1",
                    Now.AddHours(-7),
                    "switched over",
                    [
                        new("node-1", UnitRole.Active, Note: null, IsReady: false, IsHeard: true),
                        new("node-2", UnitRole.Standby, Note: null, IsReady: true, IsHeard: true),
                    ]
                ),
            ],
            [
                new(
                    Now.AddHours(-7),
                    "node-1",
                    "outside",
                    "claiming → active: switch over (epoch 3.2 → 4.1)",
                    1,
                    UnitRole.Active
                ),
                new(
                    Now.AddHours(-9),
                    "node-2",
                    "outside",
                    "claiming → active: silence (epoch 2.1 → 3.2)",
                    1,
                    UnitRole.Active
                ),
            ],
            [
                new("outside", "node-1", Now.AddHours(-7), Until: null, "switched over"),
                new("outside", "node-2", Now.AddHours(-9), Now.AddHours(-7), "nobody else was heard"),
            ],
            [],
            [new("office", "Office", 51, [])]
        );
}
