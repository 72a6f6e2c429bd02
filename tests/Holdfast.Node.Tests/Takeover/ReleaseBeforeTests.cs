using System.Net;
using Holdfast.Model.Keys;
using Holdfast.Node.Takeover;

namespace Holdfast.Node.Tests.Takeover;

/// <summary>Nodes of two releases tell each other where clients are. Made from the documents of release 0.1.0, by no code of ours; never edited.</summary>
public sealed class ReleaseBeforeTests
{
    /// <summary>Of member 1, with one client; sealed with the key 01 02 … 20, in the run A0 … AF, as its seventh.</summary>
    private const string Datagram =
        "48465331aaa8fff703b50b22a0a1a2a3a4a5a6a7a8a9aaabacadaeaf0000000000000007"
        + "a92f6f6ad19fa47b148fed8d1176f2a04cd937899e10eb9b8841e2504b84678b4c75b2cd6a720cf78b599f720f599c09"
        + "e91f3bf255adb3d46d9661ae79ed99ee483fb6cc0b8dab9c9ce2d6ff";

    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Open_OfReleaseBefore_SaysWhatItSaid()
    {
        using var seal = new SyncSeal(new WireGuardKey([.. Enumerable.Range(1, 32).Select(number => (byte)number)]));

        var plain = seal.Open(Convert.FromHexString(Datagram));
        var read = SyncFormat.Read(plain)!;

        Assert.Equal((1, Noon), (read.Member, read.SentAt));
        Assert.Equal(Noon.AddMilliseconds(-250), read.HeardSentAt);
        Assert.Equal(TimeSpan.FromMilliseconds(1), read.HeardBefore);
        Assert.Equal(
            [
                new ClientPlace(
                    new Guid("018f0000-0000-7000-8000-000000000001"),
                    new IPEndPoint(IPAddress.Parse("192.0.2.7"), 51820),
                    TimeSpan.FromSeconds(1.5)
                ),
            ],
            read.Clients
        );
    }
}
