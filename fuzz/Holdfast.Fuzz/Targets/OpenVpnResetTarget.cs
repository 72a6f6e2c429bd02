using Holdfast.Node.OpenVpn.Probing;

namespace Holdfast.Fuzz.Targets;

/// <summary>
/// A server's first answer. Taken as it came, and taken as what is sealed in an answer: nobody without the key gets that far, so mutation
/// alone would not.
/// </summary>
internal sealed class OpenVpnResetTarget : IFuzzTarget
{
    /// <summary>The key that the answers in the corpus are sealed with: 00 01 02 … ff.</summary>
    private static readonly ClientSeals Seals = ClientSeals.From(Key())!;

    private static readonly byte[] Session = Convert.FromHexString("13c87286cbe46ae1");
    private static readonly byte[] Header = Convert.FromHexString("4079ff7063ecc6732d000000016b020321");

    private readonly ClientReset _reset = new(Seals, Session, 0x6b020321);

    public string Name => "openvpn-reset";

    public IReadOnlyList<string> Words => ["@", "\u0001\0\0\0\0", "\b"];

    public IEnumerable<byte[]> Samples =>
        [
            [1, 0, 0, 0, 0, .. Session, 0, 0, 0, 0],
            [2, 0, 0, 0, 1, 0, 0, 0, 0, .. Session, 0, 0, 0, 0, 1, 2, 3],
        ];

    public void Take(ReadOnlySpan<byte> input)
    {
        var isAnswer = _reset.IsAnswer(input);
        if (isAnswer && Seals.FromServer.Open(input) is null)
        {
            throw new BrokenPromiseException("An answer that nobody sealed.");
        }

        if (_reset.IsAnswer(Seals.FromServer.Seal(Header, input)) && input.IndexOf(Session) < 0)
        {
            throw new BrokenPromiseException("An answer to nobody.");
        }
    }

    private static string Key()
    {
        var lines = Enumerable.Range(0, 256).Select(i => (byte)i).Chunk(16).Select(Convert.ToHexStringLower);
        return $"-----BEGIN OpenVPN Static key V1-----\n{string.Join('\n', lines)}\n-----END OpenVPN Static key V1-----\n";
    }
}
