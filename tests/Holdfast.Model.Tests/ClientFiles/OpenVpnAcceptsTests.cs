using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Holdfast.Model.ClientFiles;
using Holdfast.Model.Profiles;
using Holdfast.Model.Tests.Profiles;
using Holdfast.Testing.Waiting;

namespace Holdfast.Model.Tests.ClientFiles;

/// <summary>The real program reads the file as far as its first attempt to reach a server.</summary>
public sealed class OpenVpnAcceptsTests
{
    private const string Program = "/usr/sbin/openvpn";

    public static bool IsInstalled => File.Exists(Program);

    [Fact(Skip = "openvpn is not installed", SkipUnless = nameof(IsInstalled))]
    public async Task Render_RealClient_ReadsIt()
    {
        var file = Path.Combine(Path.GetTempPath(), $"holdfast-model-{Guid.CreateVersion7():N}.ovpn");
        await File.WriteAllTextAsync(file, Some().Render(), TestContext.Current.CancellationToken);
        try
        {
            var output = await FirstAttemptAsync(file);

            Assert.Contains("UDP", output, StringComparison.Ordinal);
            Assert.DoesNotContain("Options error", output, StringComparison.Ordinal);
            Assert.DoesNotContain("Cannot", output, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static async Task<string> FirstAttemptAsync(string file)
    {
        var start = new ProcessStartInfo(Program, ["--config", file, "--dev", "null", "--ifconfig-noexec"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        try
        {
            using var deadline = new CancellationTokenSource(Eventually.Patience);
            var output = new StringBuilder();
            while (await process.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
            {
                output.AppendLine(line);
                if (line.Contains("link remote", StringComparison.Ordinal))
                {
                    break;
                }
            }

            return output.ToString();
        }
        finally
        {
            process.Kill();
        }
    }

    private static OpenVpnFile Some()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddMinutes(-5), now.AddHours(1));
        return new()
        {
            Profile = SomeProfiles.Employees,
            HostNames = ["127.0.0.1", "vpn.example.org"],
            CaCertificate = certificate.ExportCertificatePem(),
            Certificate = certificate.ExportCertificatePem(),
            PrivateKey = key.ExportPkcs8PrivateKeyPem(),
            TlsCryptKey = StaticKey(),
            Remotes = [new(9, Transport.Udp), new(9, Transport.Tcp)],
        };
    }

    private static string StaticKey()
    {
        var lines = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(256)).Chunk(32).Select(c => new string(c));
        return $"-----BEGIN OpenVPN Static key V1-----\n{string.Join('\n', lines)}\n-----END OpenVPN Static key V1-----\n";
    }
}
