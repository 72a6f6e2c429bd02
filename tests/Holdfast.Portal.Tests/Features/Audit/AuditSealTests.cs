using System.Net;
using Holdfast.Data.Audit;
using Holdfast.Portal.Features.Audit;

namespace Holdfast.Portal.Tests.Features.Audit;

/// <summary>The form of docs/protocols/audit-chain.md, which never changes: old chains must still be verified.</summary>
public sealed class AuditSealTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, AuditSeal.KeyLength).Select(n => (byte)n)];

    private static readonly AuditEntry Entry = new(
        Guid.Parse("01a202c5-bb0d-77fb-bad7-8e4e36a7c48b"),
        new DateTimeOffset(2026, 11, 22, 10, 0, 0, TimeSpan.Zero).AddMicroseconds(7),
        "admin",
        "user.add",
        "zoë",
        """{"role":"user"}""",
        IPAddress.Parse("2001:db8::1")
    );

    [Fact]
    public void Next_KnownEntries_AreTheKnownSeals()
    {
        var first = AuditSeal.Next(Key, ChainEnd.None, Entry);
        var second = AuditSeal.Next(Key, first, Entry with { FromAddress = null });

        Assert.Equal((1, 2), (first.Number, second.Number));
        Assert.Equal(
            "3e8146acbc8a1d2424ddf37ec7e655deb4f1df87ace72eb99cc0e102c47c1e25",
            Convert.ToHexStringLower(first.Seal)
        );
        Assert.Equal(
            "d8cef4e17ab47d45a635a612f1f0d1cbb271ba32aa3516cfdd55ea9c9182d71e",
            Convert.ToHexStringLower(second.Seal)
        );
    }

    [Fact]
    public void Next_SameTextInOtherFields_IsAnotherSeal() =>
        Assert.NotEqual(
            AuditSeal.Next(Key, ChainEnd.None, Entry with { Actor = "ab", Action = "c" }).Seal,
            AuditSeal.Next(Key, ChainEnd.None, Entry with { Actor = "a", Action = "bc" }).Seal
        );
}
