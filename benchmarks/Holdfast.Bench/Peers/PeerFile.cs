using System.Security.Cryptography;
using System.Text;
using Holdfast.Lab.Hosts;

namespace Holdfast.Bench.Peers;

/// <summary>A configuration for <c>wg addconf</c> with many peers.</summary>
internal static class PeerFile
{
    public const string Path = "/run/lab/peers.conf";

    public static Task WriteAsync(Host host, int peers)
    {
        var text = new StringBuilder();
        for (var number = 0; number < peers; number++)
        {
            var key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
            var (high, low) = (number >> 8, number & 255);
            text.Append($"[Peer]\nPublicKey = {key}\nAllowedIPs = 10.61.{high}.{low}/32, fd61::{number:x}/128\n");
        }

        return File.WriteAllTextAsync(host.FromOutside(Path), text.ToString());
    }
}
