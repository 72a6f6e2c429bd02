using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Holdfast.Model.Problems;

namespace Holdfast.Portal.Notices.Webhooks;

/// <summary>Hands a body to a webhook, once, and says how that ended.</summary>
public sealed class WebhookSender(Trust trust, TimeProvider clock)
{
    /// <summary>For all of it, with the answer.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Of the answer, in bytes. Ours: enough to see why.</summary>
    private const int MostOfAnswer = 300;

    /// <param name="id">The same at every try of the same delivery.</param>
    public async Task<SendResult> SendAsync(Uri address, byte[] key, string id, string body, CancellationToken cancel)
    {
        var way = new Way(address, trust);
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
        try
        {
            using var handler = Handler(way);
            using var http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
            using var request = Request(address, key, id, body);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return Judge(way, answer, await BeginningAsync(answer, either.Token));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return SendResult.Bad(
                way.Steps,
                WebhookProblems.TimedOut.At(address.Host, $"Not within {Patience.TotalSeconds} s.")
            );
        }
        catch (HttpRequestException broken)
        {
            return SendResult.Bad(way.Steps, way.Problem ?? Explain(address, broken));
        }
        catch (IOException broken)
        {
            return SendResult.Bad(way.Steps, WebhookProblems.NotHttp.At(address.Host, broken.Message));
        }
    }

    /// <summary>No proxy, no cookies, no redirects: exactly there, or nowhere.</summary>
    private static SocketsHttpHandler Handler(Way way) =>
        new()
        {
            UseProxy = false,
            UseCookies = false,
            AllowAutoRedirect = false,
            MaxResponseHeadersLength = 16,
            SslOptions = way.Tls,
            ConnectCallback = (_, cancel) => way.ConnectAsync(cancel),
        };

    private HttpRequestMessage Request(Uri address, byte[] key, string id, string body)
    {
        var timestamp = clock.GetUtcNow().ToUnixTimeSeconds();
        var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("User-Agent", $"Holdfast/{SoftwareVersion.Text}");
        request.Headers.Add(WebhookSignature.IdHeader, id);
        request.Headers.Add(WebhookSignature.TimestampHeader, timestamp.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Of(key, id, timestamp, body));
        return request;
    }

    private static SendResult Judge(Way way, HttpResponseMessage answer, string beginning)
    {
        var (status, said) = ((int)answer.StatusCode, $"{(int)answer.StatusCode} {beginning}".TrimEnd());
        return status switch
        {
            >= 200 and < 300 => SendResult.Good([.. way.Steps, $"It answers {status}"], said),
            >= 300 and < 400 => SendResult.Bad(way.Steps, WebhookProblems.Redirected.At(way.Host, $"{status}.")),
            // RFC 9110 section 15.5.11: it is gone for good, and says so.
            _ => SendResult.Bad(way.Steps, WebhookProblems.Refused.At(way.Host, said), isFinal: status == 410),
        };
    }

    private static async Task<string> BeginningAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(cancel);
        var buffer = new byte[MostOfAnswer];
        var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
        return string.Concat(
                Encoding.UTF8.GetString(buffer, 0, read).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c)
            )
            .Trim();
    }

    private static Problem Explain(Uri address, HttpRequestException broken) =>
        broken.InnerException is SocketException refused
            ? WebhookProblems.NotReached.At($"{address.Host}:{address.Port}", $"{refused.Message}.")
            : WebhookProblems.NotHttp.At(
                $"{address.Host}:{address.Port}",
                broken.InnerException?.Message ?? broken.Message
            );

    /// <summary>The way to one receiver: only to addresses that are allowed.</summary>
    private sealed class Way
    {
        private readonly Uri _address;
        private readonly bool _isPlain;

        public Way(Uri address, Trust trust)
        {
            (_address, _isPlain) = (address, address.Scheme == Uri.UriSchemeHttp);
            Tls = trust.Options(address.IdnHost, why => Problem = WebhookProblems.Certificate.At(Host, why));
        }

        public string Host => _address.Host;

        public SslClientAuthenticationOptions Tls { get; }

        public List<string> Steps { get; } = [];

        /// <summary>What was in the way; null: nothing, or what the web client says itself.</summary>
        public Problem? Problem { get; private set; }

        public async ValueTask<Stream> ConnectAsync(CancellationToken cancel)
        {
            var addresses = await Resolver.FindAsync(_address.DnsSafeHost, cancel);
            if (addresses.Count == 0)
            {
                throw Refuse(WebhookProblems.NotResolved.At(Host, ""));
            }

            if (addresses.FirstOrDefault(one => !WebhookTarget.MayGoTo(one, _isPlain)) is { } forbidden)
            {
                throw Refuse(WebhookProblems.Forbidden.At(Host, $"It is {forbidden}."));
            }

            Steps.Add($"The name {Host} is known: {string.Join(", ", addresses.Take(4))}");
            var socket = await Resolver.ConnectAsync(addresses, _address.Port, cancel);
            Steps.Add($"Port {_address.Port} is open");
            return new NetworkStream(socket, ownsSocket: true);
        }

        private HttpRequestException Refuse(Problem problem)
        {
            Problem = problem;
            return new(problem.ToString());
        }
    }
}
