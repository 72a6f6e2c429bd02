using System.Diagnostics;
using Holdfast.Lab.Programs;

namespace Holdfast.Lab.Clients;

/// <summary>A key pair as wg makes it, in base64.</summary>
public sealed record WireGuardKeys(string Private, string Public)
{
    public static async Task<WireGuardKeys> MakeAsync()
    {
        var key = (await Commands.RunAsync("wg", ["genkey"])).Output.Trim();
        var open = await Commands.TryRunAsync(new ProcessStartInfo("wg", ["pubkey"]), key);
        return new WireGuardKeys(key, open.OrThrow().Output.Trim());
    }

    public override string ToString() => Public;
}
