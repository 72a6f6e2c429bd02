using Holdfast.Linux.WireGuard.UserSpace;

namespace Holdfast.Fuzz.Targets;

/// <summary>Answers of a user-space WireGuard on its socket.</summary>
internal sealed class WireGuardUapiTarget : IFuzzTarget
{
    public string Name => "wireguard-uapi";

    public IReadOnlyList<string> Words =>
        [
            "public_key=",
            "private_key=",
            "preshared_key=",
            "endpoint=",
            "[::1]:51820",
            "allowed_ip=",
            "10.0.0.0/33",
            "last_handshake_time_sec=",
            "9223372036854775807",
            "rx_bytes=",
            "errno=0\n\n",
            "\n",
        ];

    public IEnumerable<byte[]> Samples => [];

    public void Take(ReadOnlySpan<byte> input)
    {
        if (UapiAnswer.TryParse(input, out var answer, out var mistake) == (answer is null))
        {
            throw new BrokenPromiseException($"The answer and the result differ: {mistake}");
        }
    }
}
