using System.Text;
using Holdfast.Linux.Files;
using Holdfast.Mesh.Sealing;
using Holdfast.Model.Keys;
using Holdfast.Model.Problems;
using Holdfast.Pki.WireGuard;

namespace Holdfast.Mesh.Durable;

/// <summary>The keys of this host, made at its first start: two lines of base64, the seed that signs and the private key of WireGuard.</summary>
internal static class KeyFile
{
    public static Outcome<HostKeys> Open(string path)
    {
        try
        {
            return File.Exists(path) ? Read(path) : Make(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return MeshProblems.HomeUnusable.At(path, e.Message);
        }
    }

    private static Outcome<HostKeys> Read(string path) =>
        File.ReadAllLines(path) is [var seed, var wireGuard]
        && WireGuardKey.TryParse(seed, out var seedBytes)
        && WireGuardKey.TryParse(wireGuard, out var privateKey)
            ? new HostKeys(seedBytes.Bytes, new WireGuardKeyPair(privateKey, WireGuardKeys.PublicOf(privateKey)))
            : MeshProblems.StateDamaged.At(path, "It has not two lines with a key each.");

    private static HostKeys Make(string path)
    {
        var keys = HostKeys.New();
        var text = $"{Convert.ToBase64String(keys.Seed)}\n{keys.WireGuard.PrivateKey.ToBase64()}\n";
        DurableFile.Replace(path, file => file.Write(Encoding.ASCII.GetBytes(text)));
        return keys;
    }
}
