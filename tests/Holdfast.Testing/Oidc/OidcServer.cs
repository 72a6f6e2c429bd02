using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Holdfast.Testing.Oidc;

/// <summary>
/// A small provider of OpenID Connect at a real socket: whoever comes is signed in as <see cref="SignedIn"/>. It keeps to the rules (PKCE,
/// secret, redirect address, codes and refresh tokens that are good once) unless it is told to lie.
/// </summary>
public sealed class OidcServer : IAsyncDisposable
{
    public const string ClientId = "holdfast";
    public const string ClientSecret = "the client's secret: with signs+";

    private readonly ConcurrentDictionary<string, JsonObject> _codes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _refreshTokens = new(StringComparer.Ordinal);
    private readonly WebApplication _app;

    private OidcServer(WebApplication app, X509Certificate2 certificate) => (_app, Certificate) = (app, certificate);

    public X509Certificate2 Certificate { get; }

    /// <summary>As it calls itself.</summary>
    public string Issuer { get; private set; } = "";

    /// <summary>Who is there, by subject, with what is claimed of them.</summary>
    public ConcurrentDictionary<string, JsonObject> People { get; } = new(StringComparer.Ordinal);

    /// <summary>The subject as whom browsers are signed in.</summary>
    public string SignedIn { get; set; } = "";

    /// <summary>With what it signs.</summary>
    public TokenSigner Signer { get; set; } = TokenSigner.Rsa("first");

    /// <summary>Keys that it shows; null: that of <see cref="Signer"/>.</summary>
    public TokenSigner? Shown { get; set; }

    /// <summary>Changes what it claims before it signs.</summary>
    public Action<JsonObject>? Lies { get; set; }

    /// <summary>Changes its description.</summary>
    public Action<JsonObject>? Describes { get; set; }

    /// <summary>Whether it gives tokens by which it is asked later.</summary>
    public bool GivesRefresh { get; set; } = true;

    /// <summary>Whether the id token says all, or the userinfo.</summary>
    public bool IsSilent { get; set; }

    public TimeProvider Clock { get; set; } = TimeProvider.System;

    /// <summary>Nothing works.</summary>
    public bool IsDown { get; set; }

    /// <summary>What the browser was sent with last.</summary>
    public IQueryCollection? Asked { get; private set; }

    public static async Task<OidcServer> StartAsync()
    {
        var certificate = TestCertificates.For("localhost");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate))
        );
        var server = new OidcServer(builder.Build(), certificate);
        server.Map();
        await server._app.StartAsync();
        server.Issuer =
            $"{server._app.Urls.Single().Replace("127.0.0.1", "localhost", StringComparison.Ordinal)}/realm";
        return server;
    }

    public void Add(string subject, string name, params string[] groups) =>
        People[subject] = new()
        {
            ["sub"] = subject,
            ["preferred_username"] = name,
            ["email"] = $"{name}@example.org",
            ["groups"] = new JsonArray([.. groups.Select(group => JsonValue.Create(group))]),
        };

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Certificate.Dispose();
    }

    private void Map()
    {
        _app.Use(
            (http, next) =>
            {
                http.Response.StatusCode = IsDown ? 503 : 200;
                return IsDown ? Task.CompletedTask : next(http);
            }
        );
        _app.MapGet(
            "/realm/.well-known/openid-configuration",
            () => Results.Text($"{Description()}", "application/json")
        );
        _app.MapGet("/realm/keys", () => Results.Text($"{(Shown ?? Signer).Keys()}", "application/json"));
        _app.MapGet("/realm/authorize", Authorize);
        _app.MapPost("/realm/token", TokenAsync);
        _app.MapGet("/realm/userinfo", Userinfo);
    }

    private JsonObject Description()
    {
        var description = new JsonObject
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = $"{Issuer}/authorize",
            ["token_endpoint"] = $"{Issuer}/token",
            ["jwks_uri"] = $"{Issuer}/keys",
            ["userinfo_endpoint"] = $"{Issuer}/userinfo",
            ["code_challenge_methods_supported"] = new JsonArray("S256"),
            ["authorization_response_iss_parameter_supported"] = true,
        };
        Describes?.Invoke(description);
        return description;
    }

    private IResult Authorize(HttpRequest request)
    {
        var query = Asked = request.Query;
        var code = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
        _codes[code] = new()
        {
            ["sub"] = SignedIn,
            ["nonce"] = $"{query["nonce"]}",
            ["challenge"] = $"{query["code_challenge"]}",
            ["redirect"] = $"{query["redirect_uri"]}",
            ["offline"] = $"{query["scope"]}".Split(' ').Contains("offline_access", StringComparer.Ordinal),
            ["new"] = query["prompt"] == "login",
        };
        return Results.Redirect(
            QueryHelpers.AddQueryString(
                $"{query["redirect_uri"]}",
                new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["code"] = code,
                    ["state"] = query["state"],
                    ["iss"] = Issuer,
                }
            )
        );
    }

    private async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        // As RFC 6749 section 2.3.1 has it, each part encoded by itself.
        var pair =
            $"{Uri.EscapeDataString(ClientId)}:{Uri.EscapeDataString(ClientSecret).Replace("%20", "+", StringComparison.Ordinal)}";
        if (request.Headers.Authorization != $"Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes(pair))}")
        {
            return Error("invalid_client", 401);
        }

        return form["grant_type"] == "refresh_token"
            ? Renew($"{form["refresh_token"]}")
            : Redeem(
                $"{form["code"]}",
                $"{form["redirect_uri"]}",
                WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes($"{form["code_verifier"]}")))
            );
    }

    private IResult Redeem(string code, string redirect, string challenge) =>
        _codes.TryRemove(code, out var begun)
        && $"{begun["redirect"]}" == redirect
        && $"{begun["challenge"]}" == challenge
            ? Tokens(
                $"{begun["sub"]}",
                $"{begun["nonce"]}",
                begun["offline"]!.GetValue<bool>(),
                begun["new"]!.GetValue<bool>()
            )
            : Error("invalid_grant");

    private IResult Renew(string refresh) =>
        _refreshTokens.TryRemove(refresh, out var subject) && People.ContainsKey(subject)
            ? Tokens(subject, nonce: null, offline: true, isNew: false)
            : Error("invalid_grant");

    private IResult Tokens(string subject, string? nonce, bool offline, bool isNew)
    {
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = IsSilent ? new JsonObject { ["sub"] = subject } : People[subject].DeepClone().AsObject();
        claims["iss"] = Issuer;
        claims["aud"] = ClientId;
        claims["iat"] = now;
        claims["exp"] = now + 300;
        claims["auth_time"] = isNew ? now : now - 3600;
        claims["nonce"] = nonce;
        Lies?.Invoke(claims);
        var answer = new JsonObject
        {
            ["token_type"] = "Bearer",
            ["access_token"] = $"access-{subject}",
            ["id_token"] = Signer.Sign(claims),
        };
        if (offline && GivesRefresh)
        {
            var refresh = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));
            _refreshTokens[refresh] = subject;
            answer["refresh_token"] = refresh;
        }

        return Results.Text($"{answer}", "application/json");
    }

    private IResult Userinfo(HttpRequest request) =>
        $"{request.Headers.Authorization}".Split("access-") is [_, var subject]
        && People.TryGetValue(subject, out var person)
            ? Results.Text($"{person}", "application/json")
            : Results.Unauthorized();

    private static IResult Error(string error, int status = 400) =>
        Results.Text(
            $$"""{"error":"{{error}}","error_description":"the provider says no"}""",
            "application/json",
            Encoding.UTF8,
            status
        );
}
