using System.Net;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Failover;
using Holdfast.Portal.Features.Failover;

namespace Holdfast.Portal.Tests.Failover;

public sealed class FailoverViewTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);

    private static readonly CommittedGroup Group = new()
    {
        Id = new Guid("5e0c8f2e-31a5-4c3b-9c0b-0d6a7a3c1a11"),
        Members = [new(1, "a"), new(2, "b")],
        Units = [new(51, "outside", [IPAddress.Parse("192.0.2.10")])],
        Networks = [],
        Paths = [],
        Options = new(),
        LastMember = 2,
    };

    [Fact]
    public void Unit_OneActiveAndOneReady_IsWell()
    {
        var unit = Unit(Machine(UnitRole.Active, "4.1"), Machine(UnitRole.Standby, "4.1", obstacle: "active-heard"));

        Assert.Equal(("a", "4.1", Now.AddSeconds(-10)), (unit.Active, unit.Epoch, unit.Since));
        Assert.Equal("switched over", unit.Why);
        Assert.True(unit.Roles[1] is { IsReady: true, IsHeard: true, Note: null });
        Assert.Empty(FailoverAlarms.Of([], [unit]));
    }

    [Fact]
    public void Unit_BothThinkThatTheyAreActive_TheHigherEpochIsShownAndBothAreAnAlarm()
    {
        var unit = Unit(Machine(UnitRole.Active, "9.1"), Machine(UnitRole.Active, "10.2"));

        Assert.Equal("b", unit.Active);
        Assert.Contains(
            FailoverAlarms.Of([], [unit]),
            alarm => alarm.Contains("a and b both", StringComparison.Ordinal)
        );
    }

    [Theory]
    [InlineData(UnitRole.Standby, "isolated", false)]
    [InlineData(UnitRole.Fault, null, false)]
    [InlineData(UnitRole.Standby, "active-heard", true)]
    public void Unit_StandbyWouldNotFollow_IsAnAlarm(UnitRole role, string? obstacle, bool onHold)
    {
        var unit = Unit(Machine(UnitRole.Active, "4.1"), Machine(role, "4.1", obstacle, onHold));

        Assert.Equal("outside: no standby is ready to follow.", Assert.Single(FailoverAlarms.Of([], [unit])));
    }

    [Fact]
    public void Unit_ActiveDoesNotHearTheStandby_IsAnAlarm()
    {
        var unit = Unit(Machine(UnitRole.Active, "4.1", silent: 30), Machine(UnitRole.Standby, "4.1", "active-heard"));

        Assert.Single(FailoverAlarms.Of([], [unit]));
    }

    [Fact]
    public void Unit_NobodyIsHeardOf_IsAnAlarm()
    {
        var unit = Unit(Away, Away);

        Assert.Null(unit.Active);
        Assert.Equal(
            "outside: no machine is active, as far as this portal knows.",
            Assert.Single(FailoverAlarms.Of([], [unit]))
        );
    }

    public static TheoryData<MachineReport, string?> Machines =>
        new()
        {
            { Machine(UnitRole.Active, "4.1"), null },
            { Away, "cut" },
            { new(true, null, Report: null, TimeSpan.Zero), "No failover agent answers there." },
            { Told(AgentStanding.NotConfigured, null), "It has not taken over the newest configuration yet." },
            { Told(AgentStanding.Managed, 2), "It has not taken over the newest configuration yet." },
            { Told(AgentStanding.ByHand, null, "HF-2038"), "HF-2038" },
        };

    [Theory]
    [MemberData(nameof(Machines))]
    public void Machine_SomethingIsInTheWay_IsSaid(MachineReport heard, string? trouble)
    {
        var machine = FailoverViewOf.Machine(Group.Members[0], Group.Id, revision: 3, heard);

        Assert.Equal(trouble, machine.Trouble);
        Assert.Equal(trouble is null, machine.IsTold);
    }

    [Fact]
    public void Alarms_ClockAndDatabase_AreSaid()
    {
        MachineState[] machines =
        [
            new(1, "a", true, true, null, false, 0.4, new("primary", false, Degraded: true, null, "disk full")),
            new(2, "b", true, true, null, false, -5, null),
        ];

        Assert.Equal(
            [
                "a: its database goes on without its standby (degraded).",
                "a: database: disk full",
                "b: its clock is 5.0 s behind this portal's.",
            ],
            FailoverAlarms.Of(machines, [])
        );
    }

    [Fact]
    public void Reigns_EachEndsWhereTheNextBegins()
    {
        MachineReport[] heard =
        [
            With(
                Won(-60, "claiming → active: silence (epoch 0.0 → 1.1)"),
                Won(-10, "claiming → active: switch over (epoch 2.2 → 3.1)")
            ),
            With(Won(-30, "claiming → active: active stopped (epoch 1.1 → 2.2)")),
        ];

        var reigns = FailoverViewOf.Reigns(Group, heard);

        Assert.Equal(["a", "b", "a"], reigns.Select(reign => reign.Node));
        Assert.Equal([null, Now.AddMinutes(-10), Now.AddMinutes(-30)], reigns.Select(reign => reign.Until));
        Assert.Equal("switched over", reigns[0].Why);
        Assert.Equal(3, FailoverViewOf.History(Group, heard).Count);
    }

    private static MachineReport Away { get; } = new(false, "cut", null, null);

    private static UnitState Unit(params MachineReport[] heard) =>
        FailoverViewOf.Unit(Group, Group.Units[0], heard, Now);

    private static Happening Won(int minutes, string what) =>
        new(Now.AddMinutes(minutes), 51, what, 1, null, UnitRole.Active);

    private static MachineReport With(params Happening[] history) =>
        Machine(UnitRole.Standby, "1.1") is var machine
            ? machine with
            {
                Report = machine.Report! with { Agent = machine.Report.Agent! with { History = history } },
            }
            : machine;

    private static MachineReport Told(AgentStanding standing, int? revision, string? trouble = null) =>
        new(
            true,
            null,
            new(new(standing, revision is { } one ? new Revision(1, one) : null, Group.Id, null), trouble, null),
            TimeSpan.Zero
        );

    private static MachineReport Machine(
        UnitRole role,
        string epoch,
        string? obstacle = null,
        bool onHold = false,
        double silent = 0.1
    ) =>
        new(
            true,
            null,
            new(
                new(AgentStanding.Managed, new Revision(1, 3), Group.Id, null),
                null,
                new(
                    1,
                    "a",
                    [
                        new(
                            51,
                            ["192.0.2.10"],
                            role,
                            epoch,
                            role != UnitRole.Fault,
                            null,
                            onHold,
                            obstacle,
                            [
                                new(1, "a", UnitRole.Standby, true, true, silent),
                                new(2, "b", UnitRole.Standby, true, true, silent),
                            ],
                            null,
                            10
                        ),
                    ],
                    [Won(-1, "claiming → active: switch over (epoch 3.2 → 4.1)")],
                    null
                )
            ),
            TimeSpan.Zero
        );
}
