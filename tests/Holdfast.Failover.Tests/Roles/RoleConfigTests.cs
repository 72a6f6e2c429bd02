using Holdfast.Failover.Members;
using Holdfast.Failover.Roles;

namespace Holdfast.Failover.Tests.Roles;

public sealed class RoleConfigTests
{
    private static readonly RoleConfig Good = Player.Pair;

    public static TheoryData<RoleConfig> Impossible =>
        [
            Good with
            {
                Priority = 0,
            },
            Good with
            {
                Priority = 255,
            },
            Good with
            {
                Paths = 0,
            },
            Good with
            {
                Paths = 3,
            },
            Good with
            {
                Interval = TimeSpan.FromMilliseconds(9),
            },
            Good with
            {
                Interval = TimeSpan.FromSeconds(41),
            },
            Good with
            {
                Interval = -Good.Interval,
            },
            Good with
            {
                Members = [],
            },
            Good with
            {
                Members = [Player.Self],
            },
            Good with
            {
                Members = [Player.Self, Player.Self],
            },
            Good with
            {
                Members = [Player.Other, new MemberId(3)],
            },
            Good with
            {
                Members = [.. Enumerable.Range(1, 9).Select(id => new MemberId((byte)id))],
            },
            Good with
            {
                Self = MemberId.Nobody,
                Members = [MemberId.Nobody, Player.Other],
            },
        ];

    [Theory]
    [MemberData(nameof(Impossible))]
    public void Start_WithWhatCannotBe_Throws(RoleConfig config) =>
        Assert.ThrowsAny<ArgumentException>(() => RoleMachine.Start(config, Epoch.None, TimeSpan.Zero));
}
