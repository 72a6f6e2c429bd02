using System.Net;
using Holdfast.Mesh.Claims;
using Holdfast.Mesh.Members;

namespace Holdfast.Mesh.Tests.Claims;

public sealed class ClaimOrderTests
{
    private static readonly IPNetwork Prefix = IPNetwork.Parse("10.0.0.1/32");

    [Fact]
    public void Rank_StatePriorityEpochId_InThatOrder()
    {
        var draining = Of(1, ClaimState.Draining, 200, 1);
        var waiting = Of(2, ClaimState.Waiting, 200, 1);
        var preferred = Of(9, ClaimState.Active, 150, 9);
        var incumbent = Of(8, ClaimState.Active, 100, 2);
        var later = Of(3, ClaimState.Active, 100, 3);
        var tied = Of(4, ClaimState.Active, 100, 3);

        var ranked = ClaimOrder.Rank([draining, tied, later, waiting, incumbent, preferred], ClaimOrder.Compare);

        Assert.Equal([preferred, incumbent, later, tied, waiting, draining], ranked);
    }

    [Fact]
    public void Rank_UniqueIncumbent_RefusesAllOthers()
    {
        var first = Of(1, ClaimState.Active, 100, 1) is var c
            ? c with
            {
                Claim = c.Claim with { Kind = ClaimKind.Unique },
            }
            : null!;

        Assert.Equal([first], ClaimOrder.Rank([Of(2, ClaimState.Active, 100, 2), first], ClaimOrder.Compare));
    }

    [Fact]
    public void Rank_UniqueBehindAnIncumbent_IsRefusedItself()
    {
        var first = Of(1, ClaimState.Active, 100, 1);
        var second = Of(2, ClaimState.Active, 100, 2);
        var unique = Of(3, ClaimState.Active, 100, 3);
        unique = unique with { Claim = unique.Claim with { Kind = ClaimKind.Unique } };

        Assert.Equal([first, second], ClaimOrder.Rank([unique, second, first], ClaimOrder.Compare));
    }

    [Theory]
    [InlineData("10.0.0.0/31", "10.0.0.1/32", true)]
    [InlineData("10.0.0.1/32", "10.0.0.1/32", false)]
    [InlineData("10.0.0.1/32", "10.0.0.0/31", false)]
    [InlineData("0.0.0.0/0", "fd00::/8", false)]
    [InlineData("::/0", "fd00::/8", true)]
    public void IsWithin_OnlyStrictly(string outer, string inner, bool expected) =>
        Assert.Equal(expected, Prefixes.IsWithin(IPNetwork.Parse(inner), IPNetwork.Parse(outer)));

    [Theory]
    [InlineData("10.255.255.255/32", 9, "10.128.0.0/9")]
    [InlineData("10.255.255.255/32", 0, "0.0.0.0/0")]
    [InlineData("fd12:3456::1/128", 20, "fd12:3000::/20")]
    public void Widen_ClearsWhatIsBehind(string prefix, int length, string expected) =>
        Assert.Equal(IPNetwork.Parse(expected), Prefixes.Widen(IPNetwork.Parse(prefix), length));

    private static Candidate Of(byte host, ClaimState state, byte priority, ulong epoch)
    {
        var id = new byte[HostId.Length];
        id[0] = host;
        return new Candidate(new HostId(id), new Claim(Prefix, ClaimKind.Anycast, priority, epoch, state));
    }
}
