using System.Net;
using System.Text;
using Holdfast.Failover.Agent;
using Holdfast.Failover.Configuration;
using Holdfast.Failover.Durable;
using Holdfast.Failover.Members;
using Holdfast.Failover.Roles;
using Holdfast.Failover.Tests.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Holdfast.Failover.Tests.Agent;

public sealed class CarriedTests
{
    private static readonly MemberId One = new(1);
    private static readonly MemberId Two = new(2);
    private static readonly FailoverFile File = FailoverFileReader
        .Parse("failover.json", Encoding.UTF8.GetBytes(Files.Good))
        .Value!;

    public static TheoryData<string, FailoverFile, bool> Changes =>
        new()
        {
            { "nothing", File, true },
            { "addresses", With(group => group with { Units = [new() { Vrid = 52, Addresses = [] }] }), true },
            { "interval", With(group => group with { IntervalMilliseconds = 50 }), true },
            { "keys", With(group => group with { ActiveKey = 2 }), true },
            { "members", With(group => group with { Members = [group.Members[0]] }), true },
            { "another group", With(group => group with { Id = Guid.Empty }), false },
            { "witness", With(group => group with { Witness = new() { Address = IPAddress.Loopback } }), false },
            { "authentication", With(group => group with { Authentication = default }), false },
            { "who we are", File with { Local = File.Local with { Member = 2 } }, false },
            { "what must be reached", With(group => group with { Reachable = [IPAddress.Loopback] }), true },
            { "a database from now on", Keeping(File), false },
            { "hook", File with { Local = File.Local with { Hook = "/bin/true" } }, false },
        };

    [Theory]
    [MemberData(nameof(Changes))]
    public void IsPossible_SomethingIsAnother_OnlyWhereTheRoleStaysRight(string what, FailoverFile after, bool possible)
    {
        Assert.NotEmpty(what);
        Assert.Equal(possible, Carried.IsPossible(File, after));
    }

    [Fact]
    public void IsPossible_ADatabaseIsKept_OnlyWhileItIsTheSame()
    {
        var kept = Keeping(File);

        Assert.True(Carried.IsPossible(kept, Keeping(With(group => group with { IntervalMilliseconds = 50 }))));
        Assert.False(Carried.IsPossible(kept, File));
        Assert.False(Carried.IsPossible(kept, Keeping(File, port: 5433)));
        Assert.False(Carried.IsPossible(kept, kept with { Local = kept.Local with { Database = null } }));
        Assert.False(Carried.IsPossible(kept, kept with { Group = kept.Group with { AllowsDegraded = true } }));
    }

    [Theory]
    [InlineData(Role.Active, true)]
    [InlineData(Role.Standby, true)]
    [InlineData(Role.Fault, true)]
    [InlineData(Role.Claiming, false)]
    [InlineData(Role.Initialising, false)]
    [InlineData(Role.Stopping, false)]
    public void For_InTheMiddleOfSomething_BeginsAnew(Role role, bool goesOn) =>
        Assert.Equal(
            goesOn,
            Unit(new RoleState { Role = role }).For([One, Two], Epoch.None, samePaths: true) is not null
        );

    [Fact]
    public void For_Active_KeepsItsReignAndForgetsWhoLeft()
    {
        var reign = new Epoch(7, One);
        var state = new RoleState
        {
            Role = Role.Active,
            Held = reign,
            Highest = reign,
            Peers = [Peer(2), Peer(3)],
        };

        var carried = Unit(state).For([One, Two], reign, samePaths: false)!;

        Assert.Equal((Role.Active, reign, reign), (carried.Role, carried.Held, carried.Stored));
        var peer = Assert.Single(carried.Peers);
        Assert.Equal(Two, peer.Member);
        Assert.Equal(TimeSpan.FromSeconds(9), peer.Heard.First);
    }

    private static FailoverFile Keeping(FailoverFile file, int port = 5432) =>
        file with
        {
            Local = file.Local with { Database = new() { Folder = "/srv/database" } },
            Group = file.Group with
            {
                Database = new()
                {
                    Unit = 51,
                    Members =
                    [
                        new()
                        {
                            Member = 1,
                            Address = IPAddress.Loopback,
                            Port = port,
                        },
                    ],
                    Password = "one",
                    ReplicationPassword = "two",
                },
            },
        };

    private static PeerView Peer(byte member) =>
        new(
            new MemberStatus(
                new MemberId(member),
                Role.Standby,
                Healthy: true,
                HoldsAddresses: false,
                Ready: true,
                DatabaseStanding.NotKept,
                MemberId.Nobody,
                Epoch.None,
                Epoch.None,
                Position: 0
            ),
            Priority: 100,
            new PathTimes(TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(9)),
            default
        );

    private static CarriedUnit Unit(RoleState state) =>
        new(51, state, [], new MarksKeeper(new MarksFile("/nonexistent/marks"), NullLogger.Instance));

    private static FailoverFile With(Func<GroupConfiguration, GroupConfiguration> change) =>
        File with
        {
            Group = change(File.Group),
        };
}
