using System.Text;
using Holdfast.Lab.Clients;
using Holdfast.Lab.Hosts;
using Holdfast.Lab.Web;

namespace Holdfast.Lab.Apps;

/// <summary>
/// The eduVPN / Let's Connect! app, as a server sees it: the requests of its library, in its order, with its header lines.
/// </summary>
public sealed class EduVpnApp : IAsyncDisposable
{
    private const string ClientId = "org.letsconnect-vpn.app.linux";
    private const string UserAgent = "Let's Connect! for Linux/0.1.0-itest eduvpn-common/2.1.0";
    private const int CallbackPort = 35667;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly string[] AllTypes =
    [
        AppConfiguration.OpenVpn,
        AppConfiguration.WireGuard,
        AppConfiguration.WireGuardTcp,
    ];

    private readonly Uri address;
    private HttpConnection? connection;
    private AppServer? server;
    private AppTokens? tokens;

    /// <param name="address">What the user types: the portal's origin.</param>
    public EduVpnApp(Host host, Uri address)
    {
        Host = host;
        this.address = address;
    }

    public Host Host { get; }

    /// <summary>One for each server, made by the app, and kept.</summary>
    public WireGuardKeys? Keys { get; private set; }

    /// <summary>Whether a request that fails on a kept connection is sent once more on a new one, before anybody hears of it.</summary>
    public bool SendsAgain { get; init; } = true;

    /// <summary>Makes the app forget that its access token is good, as if its time had passed.</summary>
    public void SpoilAccessToken() => tokens = tokens! with { Access = "spoiled" };

    /// <summary>Asks where things are, and lets the user sign in and approve.</summary>
    public async Task SignInAsync(string user, string password)
    {
        await using var browser = new Browser(Host);
        await SignInAsync(browser, user, password);
    }

    /// <summary>The same in a browser in which the user may be signed in already.</summary>
    public async Task SignInAsync(Browser browser, string user, string password)
    {
        server = AppServer.From((await GetAsync("/.well-known/vpn-user-portal", [])).Json());
        var signIn = SignIn.Begin(ClientId, CallbackPort);
        var code = await signIn.InAsync(browser, server.Authorization, user, password);
        var answer = await PostAsync(
            server.Token.AbsolutePath,
            [],
            ("client_id", ClientId),
            ("code", code),
            ("code_verifier", signIn.Verifier),
            ("grant_type", "authorization_code"),
            ("redirect_uri", signIn.RedirectUri)
        );
        tokens = AppTokens.From(answer);
        Keys = await WireGuardKeys.MakeAsync();
        Host.Story.Tell(Host.Name, $"the app is approved by {user}");
    }

    /// <summary>The profiles that the user may choose from.</summary>
    public async Task<IReadOnlyList<AppProfile>> InfoAsync()
    {
        var answer = await WithTokenAsync(bearer => GetAsync($"{Server.Api.AbsolutePath}/info", [bearer]));
        var list = Succeeded(answer, 200).Json().GetProperty("info").GetProperty("profile_list");
        return list.EnumerateArray().Select(AppProfile.From).ToList();
    }

    /// <summary>Gets a configuration.</summary>
    /// <param name="accept">Media types that the app understands; none given: all three.</param>
    public async Task<AppConfiguration> ConnectAsync(string profile, bool preferTcp = false, params string[] accept) =>
        AppConfiguration.From(await TryConnectAsync(profile, preferTcp, accept), Keys!);

    /// <summary>The bare answer to <c>/connect</c>.</summary>
    public Task<HttpAnswer> TryConnectAsync(string profile, bool preferTcp = false, params string[] accept)
    {
        var types = (accept.Length == 0 ? AllTypes : accept).Select(type => ("Accept", type));
        return WithTokenAsync(bearer =>
            PostAsync(
                $"{Server.Api.AbsolutePath}/connect",
                [bearer, .. types],
                ("prefer_tcp", preferTcp ? "yes" : "no"),
                ("profile_id", profile),
                ("public_key", Keys!.Public)
            )
        );
    }

    public async Task DisconnectAsync() => Succeeded(await TryDisconnectAsync(), 204);

    /// <summary>The bare answer to <c>/disconnect</c>.</summary>
    public Task<HttpAnswer> TryDisconnectAsync() =>
        WithTokenAsync(bearer => PostAsync($"{Server.Api.AbsolutePath}/disconnect", [bearer]));

    public ValueTask DisposeAsync() => HangUpAsync();

    /// <summary>Closes the connection; the next request opens another one.</summary>
    public async ValueTask HangUpAsync()
    {
        if (connection is not null)
        {
            await connection.DisposeAsync();
            connection = null;
        }
    }

    private AppServer Server => server ?? throw new InvalidOperationException("The app has not signed in.");

    /// <summary>On 401 the app refreshes once, and repeats the call once.</summary>
    private async Task<HttpAnswer> WithTokenAsync(Func<(string, string), Task<HttpAnswer>> call)
    {
        var answer = await call(("Authorization", $"Bearer {tokens!.Access}"));
        if (answer.Status != 401)
        {
            return answer;
        }

        tokens = AppTokens.From(
            await PostAsync(
                Server.Token.AbsolutePath,
                [],
                ("client_id", ClientId),
                ("grant_type", "refresh_token"),
                ("refresh_token", tokens.Refresh)
            )
        );
        return await call(("Authorization", $"Bearer {tokens.Access}"));
    }

    private static HttpAnswer Succeeded(HttpAnswer answer, int status) =>
        answer.Status == status ? answer : throw new LabException($"Expected {status}, got {answer}");

    private Task<HttpAnswer> GetAsync(string path, IEnumerable<(string, string)> headers) =>
        SendAsync("GET", path, headers, null);

    private Task<HttpAnswer> PostAsync(
        string path,
        IEnumerable<(string, string)> headers,
        params (string Name, string Value)[] form
    )
    {
        var body = string.Join('&', form.Select(f => $"{f.Name}={Uri.EscapeDataString(f.Value)}"));
        IEnumerable<(string, string)> type =
            form.Length == 0 ? [] : [("Content-Type", "application/x-www-form-urlencoded")];
        return SendAsync("POST", path, headers.Concat(type), Encoding.ASCII.GetBytes(body));
    }

    /// <summary>One connection is kept while it works; one that a restarted server has forgotten is opened again.</summary>
    private async Task<HttpAnswer> SendAsync(
        string method,
        string path,
        IEnumerable<(string, string)> headers,
        byte[]? body
    )
    {
        using var limit = new CancellationTokenSource(Patience);
        IEnumerable<(string, string)> all = [("User-Agent", UserAgent), .. headers];
        var wasKept = connection is not null;
        try
        {
            return await SendOnceAsync(method, path, all, body, limit.Token);
        }
        catch (IOException) when (wasKept && SendsAgain)
        {
            return await SendOnceAsync(method, path, all, body, limit.Token);
        }
    }

    private async Task<HttpAnswer> SendOnceAsync(
        string method,
        string path,
        IEnumerable<(string, string)> headers,
        byte[]? body,
        CancellationToken cancel
    )
    {
        connection ??= await HttpConnection.OpenAsync(Host, address, cancel);
        try
        {
            var answer = await connection.SendAsync(method, path, headers, body, cancel);
            return answer.Header("Connection") is "close" ? await ClosingAsync(answer) : answer;
        }
        catch
        {
            await HangUpAsync();
            throw;
        }
    }

    private async Task<HttpAnswer> ClosingAsync(HttpAnswer answer)
    {
        await HangUpAsync();
        return answer;
    }
}
