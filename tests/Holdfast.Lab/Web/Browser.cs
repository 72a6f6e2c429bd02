using System.Net;
using System.Net.Sockets;
using AngleSharp.Html.Dom;
using Holdfast.Lab.Hosts;

namespace Holdfast.Lab.Web;

/// <summary>
/// A browser without JavaScript on a host: cookies, redirects, and forms with their hidden fields, as a person would send them.
/// </summary>
public sealed class Browser : IAsyncDisposable
{
    private const int MostRedirects = 10;
    private readonly HttpClient client;

    public Browser(Host host)
    {
        client = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                CookieContainer = new CookieContainer(),
                SslOptions = Tls.Options(host, name: null),
                ConnectCallback = async (context, cancel) =>
                {
                    var to = new IPEndPoint(host.Resolve(context.DnsEndPoint.Host), context.DnsEndPoint.Port);
                    return new NetworkStream(await host.ConnectAsync(to, cancel), ownsSocket: true);
                },
            }
        )
        {
            Timeout = TimeSpan.FromSeconds(20),
        };
    }

    /// <summary>Redirects to an address that begins so are not followed: an app listens there.</summary>
    public string? StopAt { get; set; }

    /// <exception cref="LabException">There is nothing yet.</exception>
    public Page Current { get; private set; } = new(new Uri("about:blank"), 0, null, [], null);

    public Task<Page> GoAsync(Uri address) => FollowAsync(new HttpRequestMessage(HttpMethod.Get, address));

    /// <summary>Follows the first link that reads so.</summary>
    public Task<Page> ClickAsync(string text)
    {
        var link = Current
            .Document.Links.OfType<IHtmlAnchorElement>()
            .FirstOrDefault(a => a.TextContent.Trim() == text);
        return link?.GetAttribute("href") is { } target
            ? GoAsync(new Uri(Current.Address, target))
            : throw new LabException($"No link '{text}' on {Current.Address}: {Current.Words}");
    }

    /// <summary>Fills in a form of the current page and sends it with one of its buttons.</summary>
    /// <param name="fields">What to fill in; all else stays as the page has it.</param>
    /// <param name="button">Name and value of the button; null: one without a name.</param>
    public Task<Page> SubmitAsync(
        IHtmlFormElement form,
        IReadOnlyDictionary<string, string> fields,
        (string Name, string Value)? button = null
    )
    {
        var values = FormValues.Of(form).Where(pair => !fields.ContainsKey(pair.Key)).Concat(fields);
        if (button is { } pressed)
        {
            values = values.Append(new(pressed.Name, pressed.Value));
        }

        var action = new Uri(
            Current.Address,
            form.GetAttribute("action") is { Length: > 0 } a ? a : Current.Address.AbsoluteUri
        );
        return form.Method.Equals("post", StringComparison.OrdinalIgnoreCase)
            ? FollowAsync(
                new HttpRequestMessage(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(values) }
            )
            : GoAsync(new UriBuilder(action) { Query = Query(values) }.Uri);
    }

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string Query(IEnumerable<KeyValuePair<string, string>> values) =>
        string.Join('&', values.Select(v => $"{Uri.EscapeDataString(v.Key)}={Uri.EscapeDataString(v.Value)}"));

    private async Task<Page> FollowAsync(HttpRequestMessage request)
    {
        for (var redirects = 0; redirects < MostRedirects; redirects++)
        {
            using var answer = await client.SendAsync(request);
            if (answer.Headers.Location is not { } location || (int)answer.StatusCode is < 300 or > 399)
            {
                return Current = await PageAsync(request.RequestUri!, answer);
            }

            var target = new Uri(request.RequestUri!, location);
            if (StopAt is { } stop && target.AbsoluteUri.StartsWith(stop, StringComparison.Ordinal))
            {
                return Current = new Page(target, (int)answer.StatusCode, null, [], null);
            }

            request.Dispose();
            request = new HttpRequestMessage(HttpMethod.Get, target);
        }

        throw new LabException($"Too many redirects, the last to {request.RequestUri}.");
    }

    private static async Task<Page> PageAsync(Uri address, HttpResponseMessage answer) =>
        new(
            address,
            (int)answer.StatusCode,
            answer.Content.Headers.ContentType?.ToString(),
            await answer.Content.ReadAsByteArrayAsync(),
            answer.Content.Headers.ContentDisposition?.FileName?.Trim('"')
        );
}
