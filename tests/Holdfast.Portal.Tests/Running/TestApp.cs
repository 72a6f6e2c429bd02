using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Web;

namespace Holdfast.Portal.Tests.Running;

/// <summary>An app with its browser: signs in, approves, exchanges, calls. One step a method, so that tests can do each one wrong.</summary>
public sealed partial class TestApp : IDisposable
{
    public const string Password = "correct horse battery";
    public const string RedirectUri = "http://127.0.0.1:35667/callback";

    private readonly RunningPortal _portal;
    private readonly string _clientId;
    private readonly Turn _turn;
    private readonly CookieContainer _cookies = new();

    public TestApp(RunningPortal portal, string clientId)
    {
        _portal = portal;
        _clientId = clientId;
        _turn = new Turn(Handler(portal, _cookies)) { Port = portal.Options.Port };
        Http = new HttpClient(_turn) { BaseAddress = portal.Address };
    }

    /// <summary>The browser, with its cookies; does not follow redirects.</summary>
    public HttpClient Http { get; }

    public string Verifier { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public string State { get; } = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public string? AccessToken { get; set; }

    public string? RefreshToken { get; set; }

    /// <summary>As somebody who has stolen them.</summary>
    public void CopyCookies(TestApp from) => _cookies.Add(from._cookies.GetAllCookies());

    /// <summary>From now on a balancer sends it to this portal.</summary>
    public void TurnTo(RunningPortal portal) => _turn.Port = portal.Options.Port;

    public Dictionary<string, string> AuthorizeParameters() =>
        new(StringComparer.Ordinal)
        {
            ["client_id"] = _clientId,
            ["code_challenge"] = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))),
            ["code_challenge_method"] = "S256",
            ["redirect_uri"] = RedirectUri,
            ["response_type"] = "code",
            ["scope"] = "config",
            ["state"] = State,
        };

    public static string AuthorizePath(Dictionary<string, string> parameters) =>
        "/vpn-user-portal/oauth/authorize?"
        + string.Join('&', parameters.Select(p => $"{p.Key}={Uri.EscapeDataString(p.Value)}"));

    public async Task SignInAsync(string user, string password = Password)
    {
        var page = await Http.GetStringAsync("/sign-in");
        using var answer = await PostAsync("/sign-in", page, ("userName", user), ("userPass", password));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    /// <returns>The query of the redirect to the app.</returns>
    public async Task<System.Collections.Specialized.NameValueCollection> ApproveAsync(
        string approve = "yes",
        Dictionary<string, string>? parameters = null
    )
    {
        var path = AuthorizePath(parameters ?? AuthorizeParameters());
        var page = await Http.GetStringAsync(path);
        using var answer = await PostAsync(path, page, ("approve", approve));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return HttpUtility.ParseQueryString(answer.Headers.Location!.Query);
    }

    public Dictionary<string, string> CodeGrant(string code) =>
        new(StringComparer.Ordinal)
        {
            ["grant_type"] = "authorization_code",
            ["client_id"] = _clientId,
            ["code"] = code,
            ["redirect_uri"] = RedirectUri,
            ["code_verifier"] = Verifier,
        };

    public Dictionary<string, string> RefreshGrant(string token) =>
        new(StringComparer.Ordinal)
        {
            ["grant_type"] = "refresh_token",
            ["client_id"] = _clientId,
            ["refresh_token"] = token,
        };

    public Task<HttpResponseMessage> TokenAsync(Dictionary<string, string> form) =>
        Http.PostAsync("/vpn-user-portal/oauth/token", new FormUrlEncodedContent(form));

    /// <summary>Sign-in, approval, exchange: afterwards the tokens are there.</summary>
    public async Task AuthorizeAsync(string user, string password = Password)
    {
        await SignInAsync(user, password);
        var back = await ApproveAsync();
        await KeepAsync(CodeGrant(back["code"]!));
    }

    public async Task KeepAsync(Dictionary<string, string> grant)
    {
        using var answer = await TokenAsync(grant);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, body);
        using var tokens = JsonDocument.Parse(body);
        AccessToken = tokens.RootElement.GetProperty("access_token").GetString();
        RefreshToken = tokens.RootElement.GetProperty("refresh_token").GetString();
    }

    public async Task<HttpResponseMessage> ApiAsync(
        HttpMethod method,
        string path,
        Dictionary<string, string>? form = null,
        params string[] accept
    )
    {
        using var request = new HttpRequestMessage(method, $"/vpn-user-portal/api/v3{path}");
        request.Content = form is null ? null : new FormUrlEncodedContent(form);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", AccessToken);
        if (accept.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        return await Http.SendAsync(request);
    }

    public Task<HttpResponseMessage> ConnectAsync(string? publicKey, string profile = "default", params string[] accept)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["profile_id"] = profile,
            ["prefer_tcp"] = "no",
        };
        if (publicKey is not null)
        {
            form["public_key"] = publicKey;
        }

        return ApiAsync(HttpMethod.Post, "/connect", form, accept);
    }

    public static string NewKey() => Pki.WireGuard.WireGuardKeys.New().PublicKey.ToBase64();

    public async Task<HttpResponseMessage> PostAsync(
        string path,
        string page,
        params (string Name, string Value)[] fields
    )
    {
        var hidden = HiddenFields()
            .Matches(page)
            .Select(m => KeyValuePair.Create(m.Groups["name"].Value, HttpUtility.HtmlDecode(m.Groups["value"].Value)));
        // The header's form for signing out has a token of its own, which is as good.
        var all = hidden
            .DistinctBy(f => f.Key)
            .Where(f => fields.All(given => given.Name != f.Key))
            .Concat(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));
        return await Http.PostAsync(path, new FormUrlEncodedContent(all));
    }

    public void Dispose() => Http.Dispose();

    private static SocketsHttpHandler Handler(RunningPortal portal, CookieContainer cookies)
    {
        var authority = X509CertificateLoader.LoadCertificateFromFile(portal.Options.CaFile!);
        return new()
        {
            AllowAutoRedirect = false,
            CookieContainer = cookies,
            SslOptions = new()
            {
                CertificateChainPolicy = new X509ChainPolicy
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { authority },
                    RevocationMode = X509RevocationMode.NoCheck,
                },
            },
        };
    }

    private sealed class Turn(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        public int Port { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
        {
            request.RequestUri = new UriBuilder(request.RequestUri!) { Port = Port }.Uri;
            return base.SendAsync(request, cancel);
        }
    }

    [GeneratedRegex(
        """<input[^>]*type="hidden"[^>]*name="(?<name>[^"]*)"[^>]*value="(?<value>[^"]*)"|<input[^>]*name="(?<name>[^"]*)"[^>]*type="hidden"[^>]*value="(?<value>[^"]*)" """
    )]
    private static partial Regex HiddenFields();
}
