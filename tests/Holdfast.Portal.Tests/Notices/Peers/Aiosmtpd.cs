using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Portal.Tests.Running;
using Holdfast.Testing;
using Holdfast.Testing.Waiting;

namespace Holdfast.Portal.Tests.Notices.Peers;

/// <summary>Debian's aiosmtpd as a mail server with STARTTLS and a sign-in; each mail it takes is a file.</summary>
internal sealed class Aiosmtpd : IAsyncDisposable
{
    private const string Program = """
        import asyncio, email, email.policy, os, ssl, sys
        from aiosmtpd.smtp import SMTP, AuthResult
        folder, port = sys.argv[1], int(sys.argv[2])
        class Keep:
            count = 0
            async def handle_DATA(self, server, session, envelope):
                Keep.count += 1
                message = email.message_from_bytes(envelope.content, policy=email.policy.default)
                text = "\n".join([envelope.mail_from, envelope.rcpt_tos[0], session.auth_data.decode(), message["Subject"], message["From"], message.get_content()])
                with open(f"{folder}/new", "w", encoding="utf-8", newline="") as file: file.write(text)
                os.rename(f"{folder}/new", f"{folder}/mail-{Keep.count}")
                return "250 taken"
        def check(server, session, envelope, mechanism, data):
            good = data.login == b"holdfast" and data.password.decode() == "pass word \u00fc"
            return AuthResult(success=good, handled=good, auth_data=data.login)
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(f"{folder}/cert.pem", f"{folder}/key.pem")
        async def main():
            loop = asyncio.get_running_loop()
            await loop.create_server(lambda: SMTP(Keep(), hostname="test", tls_context=tls, require_starttls=True, auth_required=True, authenticator=check), "127.0.0.1", port)
            open(f"{folder}/ready", "w").close()
            await asyncio.Event().wait()
        asyncio.run(main())
        """;

    private readonly TemporaryFolder _folder = new();
    private Process? _process;

    public int Port { get; } = FreePort.Next();

    /// <summary>Sender, recipient, user, subject, from and the text of a mail, a line each.</summary>
    public IReadOnlyList<string> Mails =>
        [.. Directory.EnumerateFiles(_folder.Path, "mail-*").Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    public static async Task<Aiosmtpd> StartAsync(X509Certificate2 certificate)
    {
        var server = new Aiosmtpd();
        var folder = server._folder.Path;
        await File.WriteAllTextAsync(Path.Combine(folder, "cert.pem"), certificate.ExportCertificatePem());
        using var key = certificate.GetECDsaPrivateKey()!;
        await File.WriteAllTextAsync(Path.Combine(folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
        var start = new ProcessStartInfo("/usr/bin/python3") { RedirectStandardError = true, UseShellExecute = false };
        foreach (var argument in new[] { "-c", Program, folder, $"{server.Port}" })
        {
            start.ArgumentList.Add(argument);
        }

        server._process = Process.Start(start)!;
        await Eventually.TrueAsync(
            "a mail server",
            () => File.Exists(Path.Combine(folder, "ready")) || server._process.HasExited
        );
        return server._process.HasExited
            ? throw new InvalidOperationException(await server._process.StandardError.ReadToEndAsync())
            : server;
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        _folder.Dispose();
    }
}
