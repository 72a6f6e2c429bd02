using System.Net;
using Holdfast.Model.Keys;
using Holdfast.Node.Takeover;

namespace Holdfast.Fuzz.Targets;

/// <summary>
/// What comes on the port between nodes. Taken as it came, and taken as what is sealed in it: nobody without the key gets that far, so
/// mutation alone would not.
/// </summary>
internal sealed class SessionSyncTarget : IFuzzTarget
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly SyncSeal Ours = new(new WireGuardKey([1, .. new byte[30], 64]));

    public string Name => "session-sync";

    public IReadOnlyList<string> Words => ["HFS1", "\0\0\0\0\0\0\0\0", "\u001e"];

    public IEnumerable<byte[]> Samples => [Inside(0), Inside(2), Ours.Seal(Inside(1))];

    public void Take(ReadOnlySpan<byte> input)
    {
        if (
            SyncSeal.ProfileOf(input) == Ours.Profile
            && Ours.Open(input) is { } opened
            && SyncFormat.Read(opened) is null
        )
        {
            throw new BrokenPromiseException("Sealed by us, and not readable.");
        }

        if (SyncFormat.Read(input) is { } message && !SyncFormat.Write(message).AsSpan().SequenceEqual(input))
        {
            throw new BrokenPromiseException($"Read as something else: {message}");
        }
    }

    private static byte[] Inside(int clients) =>
        SyncFormat.Write(
            new SyncMessage
            {
                Member = 1,
                SentAt = Noon,
                HeardSentAt = Noon,
                HeardBefore = TimeSpan.FromMilliseconds(3),
                Clients =
                [
                    .. Enumerable
                        .Range(1, clients)
                        .Select(i => new ClientPlace(
                            new Guid(i, 0, 0, new byte[8]),
                            new IPEndPoint(new IPAddress([192, 0, 2, (byte)i]), 51820),
                            TimeSpan.FromSeconds(i)
                        )),
                ],
            }
        );
}
