using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Holdfast.Portal.Notices.Smtp;

namespace Holdfast.Portal.Tests.Notices.Peers;

/// <summary>A mail server with STARTTLS or TLS and a sign-in, that a test can make refuse something. Keeps what it takes.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    public const string User = "holdfast";
    public const string Password = "pass word ü";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly X509Certificate2 _certificate;
    private readonly Task _loop;
    private readonly List<string> _mails = [];

    public MailServer(X509Certificate2 certificate, SmtpSecurity security)
    {
        (_certificate, Security) = (certificate, security);
        _listener.Start();
        _loop = ListenAsync();
    }

    public SmtpSecurity Security { get; }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Its offer is taken out, as by somebody on the way.</summary>
    public bool HidesStarttls { get; init; }

    /// <summary>Says more behind its answer to STARTTLS.</summary>
    public bool Injects { get; init; }

    /// <summary>Never says anything.</summary>
    public bool IsSilent { get; init; }

    /// <summary>By the beginning of the command: what it answers instead.</summary>
    public Dictionary<string, string> Answers { get; } = new(StringComparer.Ordinal);

    /// <summary>How many it refuses before it takes one.</summary>
    public int Busy { get; set; }

    public IReadOnlyList<string> Mails
    {
        get
        {
            lock (_mails)
            {
                return [.. _mails];
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _loop;
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task ListenAsync()
    {
        List<Task> talks = [];
        try
        {
            while (true)
            {
                talks.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                Stream stream = client.GetStream();
                if (IsSilent)
                {
                    await Task.Delay(Timeout.Infinite, _end.Token);
                }

                stream = Security == SmtpSecurity.Tls ? await SecureAsync(stream) : stream;
                await TalkAsync(stream);
            }
            catch (Exception over)
                when (over
                        is OperationCanceledException
                            or IOException
                            or SocketException
                            or System.Security.Authentication.AuthenticationException
                )
            {
                // The client went.
            }
        }
    }

    private async Task<Stream> SecureAsync(Stream stream)
    {
        var secure = new SslStream(stream);
        await secure.AuthenticateAsServerAsync(
            new SslServerAuthenticationOptions { ServerCertificate = _certificate },
            _end.Token
        );
        return secure;
    }

    private async Task TalkAsync(Stream stream)
    {
        var (secure, signedIn) = (Security != SmtpSecurity.Starttls, false);
        await SayAsync(stream, "220 test");
        while (await LineAsync(stream) is { } line)
        {
            if (
                Answers.FirstOrDefault(one => line.StartsWith(one.Key, StringComparison.Ordinal)) is
                { Key: not null } given
            )
            {
                await SayAsync(stream, given.Value);
                continue;
            }

            switch (line.Split(' ')[0])
            {
                case "EHLO":
                    await SayAsync(
                        stream,
                        $"250-test\r\n{(secure || HidesStarttls ? "" : "250-STARTTLS\r\n")}{(secure ? "250-AUTH PLAIN LOGIN\r\n" : "")}250 SIZE 100000"
                    );
                    break;
                case "STARTTLS":
                    await SayAsync(stream, Injects ? "220 go\r\n250-evil\r\n250 AUTH PLAIN" : "220 go");
                    (stream, secure) = (await SecureAsync(stream), true);
                    break;
                case "AUTH":
                    signedIn =
                        line == "AUTH PLAIN " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{User}\0{Password}"));
                    await SayAsync(stream, signedIn ? "235 in" : "535 5.7.8 wrong password");
                    break;
                case "MAIL" when Busy > 0:
                    Busy--;
                    await SayAsync(stream, "451 4.3.0 busy");
                    break;
                case "MAIL":
                    await SayAsync(stream, signedIn || Security == SmtpSecurity.None ? "250 ok" : "530 sign in first");
                    break;
                case "RCPT":
                    await SayAsync(
                        stream,
                        line.Contains("nobody@", StringComparison.Ordinal) ? "550 5.1.1 no such user" : "250 ok"
                    );
                    break;
                case "DATA":
                    await SayAsync(stream, "354 go");
                    await TakeAsync(stream);
                    await SayAsync(stream, "250 2.0.0 queued");
                    break;
                case "QUIT":
                    await SayAsync(stream, "221 bye");
                    return;
                default:
                    await SayAsync(stream, "500 what");
                    break;
            }
        }
    }

    private async Task TakeAsync(Stream stream)
    {
        var mail = new StringBuilder();
        while (await LineAsync(stream) is { } line && line != ".")
        {
            mail.Append(line.StartsWith('.') ? line[1..] : line).Append('\n');
        }

        lock (_mails)
        {
            _mails.Add(mail.ToString());
        }
    }

    private Task SayAsync(Stream stream, string text) =>
        stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"), _end.Token).AsTask();

    private async Task<string?> LineAsync(Stream stream)
    {
        var line = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _end.Token) > 0)
        {
            if (one[0] == '\n')
            {
                return Encoding.ASCII.GetString([.. line]).TrimEnd('\r');
            }

            line.Add(one[0]);
        }

        return null;
    }
}
