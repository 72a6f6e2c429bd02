using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;

namespace Holdfast.Portal.Notices.Smtp;

/// <summary>Has a mail server take one mail: the socket and TLS around <see cref="SmtpTalk"/>.</summary>
public sealed class SmtpSender(Trust trust, TimeProvider clock)
{
    /// <summary>For all of it. Servers that make strangers wait take some seconds.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly byte[] Farewell = "QUIT\r\n"u8.ToArray();

    /// <summary>Never throws for what the other end does.</summary>
    public async Task<SendResult> SendAsync(string host, int port, SmtpLetter letter, CancellationToken cancel)
    {
        List<string> steps = [];
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
        try
        {
            return await SendAsync(host, port, letter, steps, either.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return SendResult.Bad(
                steps,
                SmtpProblems.TimedOut.At($"{host}:{port}", $"Not within {Patience.TotalSeconds} s.")
            );
        }
        catch (Exception broken) when (broken is IOException or SocketException)
        {
            return SendResult.Bad(steps, SmtpProblems.HungUp.At($"{host}:{port}", broken.Message));
        }
    }

    private async Task<SendResult> SendAsync(
        string host,
        int port,
        SmtpLetter letter,
        List<string> steps,
        CancellationToken cancel
    )
    {
        var addresses = await Resolver.FindAsync(host, cancel);
        if (addresses.Count == 0)
        {
            return SendResult.Bad(steps, SmtpProblems.NotResolved.At(host, ""));
        }

        if (letter.Security == SmtpSecurity.None && !addresses.All(IPAddress.IsLoopback))
        {
            return SendResult.Bad(
                steps,
                NoticeProblems.PlainNotAllowed.At(host, $"It is {addresses[0]}."),
                isFinal: true
            );
        }

        steps.Add($"The name {host} is known: {string.Join(", ", addresses.Take(4))}");
        Socket socket;
        try
        {
            socket = await Resolver.ConnectAsync(addresses, port, cancel);
        }
        catch (SocketException refused)
        {
            return SendResult.Bad(steps, SmtpProblems.NotReached.At($"{host}:{port}", $"{refused.Message}."));
        }

        steps.Add($"Port {port} is open");
        var line = new Line(new NetworkStream(socket, ownsSocket: true));
        await using (line)
        {
            return await TalkAsync(host, letter, line, steps, cancel);
        }
    }

    private async Task<SendResult> TalkAsync(
        string host,
        SmtpLetter letter,
        Line line,
        List<string> steps,
        CancellationToken cancel
    )
    {
        if (letter.Security == SmtpSecurity.Tls)
        {
            if (await SecureAsync(host, line, cancel) is { } refusal)
            {
                return SendResult.Bad(steps, refusal);
            }

            steps.Add("The connection is encrypted");
        }

        var turn = await HearAsync(SmtpTalk.Begin(letter), line, cancel);
        while (true)
        {
            if (turn.Reached is { } reached)
            {
                steps.Add(reached);
            }

            switch (turn.Act)
            {
                case SmtpAct.Say say:
                    await line.Stream.WriteAsync(Encoding.ASCII.GetBytes(say.Text), cancel);
                    turn = await HearAsync(turn.Talk, line, cancel);
                    break;
                case SmtpAct.Secure when await SecureAsync(host, line, cancel) is { } refusal:
                    return SendResult.Bad(steps, refusal);
                case SmtpAct.Secure:
                    turn = turn.Talk.Secured();
                    break;
                case SmtpAct.Delivered delivered:
                    await FarewellAsync(line, cancel);
                    return SendResult.Good(steps, delivered.Answer);
                case SmtpAct.Failed failed:
                    await FarewellAsync(line, cancel);
                    return SendResult.Bad(steps, failed.Problem with { Where = host }, failed.IsFinal);
                default:
                    throw new InvalidOperationException($"Nobody does {turn.Act}.");
            }
        }
    }

    private static async Task<SmtpTurn> HearAsync(SmtpTalk talk, Line line, CancellationToken cancel) =>
        await line.ReadAsync(cancel) is { } reply
            ? talk.Hear(reply)
            : new(
                talk,
                new SmtpAct.Failed(
                    line.IsBroken
                        ? SmtpProblems.NotSmtp.At("", "Its answer is no SMTP.")
                        : SmtpProblems.HungUp.At("", ""),
                    IsFinal: false
                )
            );

    private async Task<Model.Problems.Problem?> SecureAsync(string host, Line line, CancellationToken cancel)
    {
        // What somebody put behind the answer to STARTTLS would otherwise count as said under TLS.
        if (line.HasMore)
        {
            return SmtpProblems.NotSmtp.At(host, "It says more before TLS begins than it may.");
        }

        string? why = null;
        var secure = new SslStream(line.Stream);
        try
        {
            await secure.AuthenticateAsClientAsync(trust.Options(host, found => why = found), cancel);
            line.Become(secure);
            return null;
        }
        catch (AuthenticationException broken)
        {
            await secure.DisposeAsync();
            return why is null ? SmtpProblems.NoTls.At(host, broken.Message) : SmtpProblems.Certificate.At(host, why);
        }
        catch (IOException broken)
        {
            await secure.DisposeAsync();
            return SmtpProblems.NoTls.At(host, broken.Message);
        }
    }

    /// <summary>Polite; whether it is heard changes nothing.</summary>
    private static async Task FarewellAsync(Line line, CancellationToken cancel)
    {
        try
        {
            await line.Stream.WriteAsync(Farewell, cancel);
        }
        catch (IOException)
        {
            // Gone already.
        }
    }

    /// <summary>The connection, and what was read of it beyond the last reply.</summary>
    private sealed class Line(Stream stream) : IAsyncDisposable
    {
        private readonly byte[] _buffer = new byte[4096];
        private SmtpReplyReader _reader = new();
        private ReadOnlyMemory<byte> _rest;

        public Stream Stream { get; private set; } = stream;

        public bool HasMore => _rest.Length > 0;

        public bool IsBroken => _reader.IsBroken;

        /// <returns>Null: it is over, or what came is no reply.</returns>
        public async Task<SmtpReply?> ReadAsync(CancellationToken cancel)
        {
            while (true)
            {
                var span = _rest.Span;
                var reply = _reader.Take(ref span);
                _rest = _rest[^span.Length..];
                if (reply is not null || _reader.IsBroken)
                {
                    return reply;
                }

                var read = await Stream.ReadAsync(_buffer, cancel);
                if (read == 0)
                {
                    return null;
                }

                _rest = _buffer.AsMemory(0, read);
            }
        }

        public void Become(Stream secure) => (Stream, _reader) = (secure, new());

        public ValueTask DisposeAsync() => Stream.DisposeAsync();
    }
}
