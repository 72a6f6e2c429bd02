using System.Net.Http.Headers;
using System.Net.Sockets;
using Holdfast.Identity.Oidc;
using Holdfast.Model.Problems;
using Holdfast.Portal.Notices;

namespace Holdfast.Portal.Sources.Oidc;

/// <summary>Asks a provider, once or many times over the same connections. Never throws for what the other end does.</summary>
internal sealed class ProviderLine : IDisposable
{
    private readonly OidcTarget _target;
    private readonly TimeProvider _clock;
    private readonly HttpClient _http;
    private string? _distrust;

    public ProviderLine(OidcTarget target, TimeProvider clock)
    {
        (_target, _clock) = (target, clock);
        // No proxy, no cookies, no redirects: exactly there, or nowhere.
        _http = new HttpClient(
            new SocketsHttpHandler
            {
                UseProxy = false,
                UseCookies = false,
                AllowAutoRedirect = false,
                MaxResponseHeadersLength = 64,
                ConnectCallback = ConnectAsync,
                SslOptions = target.Trust.Options(
                    new Uri(target.Settings.Issuer).IdnHost,
                    why => Volatile.Write(ref _distrust, why)
                ),
            }
        )
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public Task<Outcome<ProviderReply>> GetAsync(Uri address, string? bearer, CancellationToken cancel)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = bearer is null ? null : new AuthenticationHeaderValue("Bearer", bearer);
        return SendAsync(request, cancel);
    }

    /// <summary>As our client.</summary>
    public Task<Outcome<ProviderReply>> PostAsync(
        ProviderMetadata metadata,
        Dictionary<string, string> fields,
        CancellationToken cancel
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Post, metadata.Token);
        _target.Introduce(metadata, request, fields);
        request.Content = new FormUrlEncodedContent(fields);
        return SendAsync(request, cancel);
    }

    public void Dispose() => _http.Dispose();

    private async Task<Outcome<ProviderReply>> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        var host = request.RequestUri!.Authority;
        using var patience = new CancellationTokenSource(_target.Patience, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancel);
        using (request)
        {
            try
            {
                request.Headers.Accept.Add(new("application/json"));
                request.Headers.Add("User-Agent", $"Holdfast/{SoftwareVersion.Text}");
                using var answer = await _http.SendAsync(
                    request,
                    HttpCompletionOption.ResponseHeadersRead,
                    either.Token
                );
                return await ReadAsync(answer, either.Token) is { } body
                    ? new ProviderReply((int)answer.StatusCode, body)
                    : OidcProblems.NotReached.At(host, "The answer is too long.");
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                return OidcProblems.NotReached.At(host, $"Not within {_target.Patience.TotalSeconds} s.");
            }
            catch (HttpRequestException broken)
            {
                return Interlocked.Exchange(ref _distrust, null) is { } why
                    ? OidcProblems.Certificate.At(host, why)
                    : OidcProblems.NotReached.At(host, $"{broken.InnerException?.Message ?? broken.Message}.");
            }
            catch (IOException broken)
            {
                return OidcProblems.NotReached.At(host, broken.Message);
            }
        }
    }

    /// <returns>Null: longer than we take.</returns>
    private static async Task<byte[]?> ReadAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(cancel);
        var buffer = new byte[OidcLimits.LongestAnswer + 1];
        var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
        return read > OidcLimits.LongestAnswer ? null : buffer[..read];
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var addresses = await Resolver.FindAsync(context.DnsEndPoint.Host, cancel);
        return addresses.Count == 0
            ? throw new HttpRequestException("The name is not known")
            : new NetworkStream(
                await Resolver.ConnectAsync(addresses, context.DnsEndPoint.Port, cancel),
                ownsSocket: true
            );
    }
}
