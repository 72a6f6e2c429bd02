using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Lab.Clients;
using Holdfast.Lab.Probes;

namespace Holdfast.Lab.Tests.Clients;

[Trait("needs", "root")]
public sealed class StockOpenVpnTests(ITestOutputHelper output)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task Pair_Connects_AndComesBackWhenTheServerIsRestarted()
    {
        await using var lab = await TestLab.StartAsync(output);
        var (anna, bert) = await LabTests.TwoHostsAsync(lab);
        var files = $"{lab.Folder}/";
        WriteIdentity(files, "server");
        WriteIdentity(files, "client");
        await File.WriteAllTextAsync(
            $"{files}all.crt",
            await File.ReadAllTextAsync($"{files}server.crt") + "\n" + await File.ReadAllTextAsync($"{files}client.crt")
        );
        string[] server =
        [
            "openvpn --dev tun --server 10.8.0.0 255.255.255.0 --topology subnet --dh none --proto tcp-server",
            $"--ca {files}all.crt --cert {files}server.crt --key {files}server.key",
        ];
        var command = string.Join(' ', server).Split(' ');
        var program = bert.Start("openvpn", command);
        await program.WaitForLineAsync(StockOpenVpn.Completed, Soon);

        await using var client = await StockOpenVpn.UpAsync(
            anna,
            $"""
            client
            dev tun
            proto tcp
            connect-retry 1
            remote {bert.Address4} 1194
            <ca>
            {await File.ReadAllTextAsync($"{files}server.crt")}
            </ca>
            <cert>
            {await File.ReadAllTextAsync($"{files}client.crt")}
            </cert>
            <key>
            {await File.ReadAllTextAsync($"{files}client.key")}
            </key>
            """,
            Soon
        );
        Assert.True(await Ping.OnceAsync(anna, IPAddress.Parse("10.8.0.1")));

        var seen = client.Program.Output.Count;
        await program.KillAsync();
        bert.Start("openvpn", command);
        await client.WaitForConnectionAsync(Soon, from: seen);
        Assert.True(await Ping.OnceAsync(anna, IPAddress.Parse("10.8.0.1")));
    }

    private static void WriteIdentity(string folder, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        File.WriteAllText($"{folder}{name}.crt", certificate.ExportCertificatePem());
        File.WriteAllText($"{folder}{name}.key", key.ExportPkcs8PrivateKeyPem());
    }
}
