using System.Net;
using Holdfast.Mesh.Claims;
using Holdfast.Mesh.Members;
using Holdfast.Mesh.Sealing;

namespace Holdfast.Mesh.Tests.Messages;

internal static class Records
{
    public static HostRecord Of(HostKeys keys, string name = "alpha", uint incarnation = 3)
    {
        var record = new HostRecord
        {
            Host = keys.Host,
            Key = keys.WireGuard.PublicKey,
            Stamp = new(incarnation, 7),
            Name = name,
            WireGuardPort = 3211,
            LifetimeMilliseconds = 600_000,
            Claims =
            [
                new(IPNetwork.Parse("10.0.0.1/32"), ClaimKind.Anycast, 100, 5, ClaimState.Active),
                new(IPNetwork.Parse("fd12::/64"), ClaimKind.Unique, 255, ulong.MaxValue, ClaimState.Draining),
            ],
        };
        return record with { Signature = keys.Sign(record) };
    }

    /// <summary>Records with lists are compared by what they are written as.</summary>
    public static void AssertSame(HostRecord expected, HostRecord actual)
    {
        Assert.Equal(expected.Claims, actual.Claims);
        Assert.Equal(expected.Signature, actual.Signature);
        Assert.Equal(expected with { Claims = [], Signature = [] }, actual with { Claims = [], Signature = [] });
    }
}
