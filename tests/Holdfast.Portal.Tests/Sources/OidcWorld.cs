using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Web;
using Holdfast.Portal.Tests.Running;
using Holdfast.Testing.Oidc;

namespace Holdfast.Portal.Tests.Sources;

/// <summary>A portal and a provider that knows anna, who is in two groups, and bert.</summary>
public sealed partial class OidcWorld : IAsyncLifetime
{
    public RunningPortal Portal { get; } = new();

    public OidcServer Provider { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Provider = await StartAsync();
        await Portal.InitializeAsync();
        Provider.Clock = Portal.Clock;
    }

    public async ValueTask DisposeAsync()
    {
        await Portal.DisposeAsync();
        await Provider.DisposeAsync();
    }

    public static async Task<OidcServer> StartAsync()
    {
        var provider = await OidcServer.StartAsync();
        provider.Add("s-anna", "anna", "staff", "VPN Users");
        provider.Add("s-bert", "bert");
        provider.SignedIn = "s-anna";
        return provider;
    }

    /// <summary>A source that works, as JSON to be changed.</summary>
    public static JsonObject Draft(OidcServer provider, string name = "Company") =>
        new()
        {
            ["name"] = name,
            ["secret"] = OidcServer.ClientSecret,
            ["oidc"] = new JsonObject
            {
                ["issuer"] = provider.Issuer,
                ["clientId"] = OidcServer.ClientId,
                ["authority"] = provider.Certificate.ExportCertificatePem(),
            },
            ["groups"] = new JsonObject
            {
                ["map"] = new JsonArray(new JsonObject { ["from"] = "VPN Users", ["to"] = "vpn" }),
                ["roles"] = new JsonArray(new JsonObject { ["from"] = "VPN Auditors", ["role"] = "auditor" }),
            },
            ["sync"] = new JsonObject { ["minutes"] = 5 },
        };

    public JsonObject Draft() => Draft(Provider);

    public async Task<Guid> AddAsync(JsonObject? draft = null)
    {
        var answer = await Portal.DoAsync(HttpMethod.Post, "/sources", (draft ?? Draft()).ToJsonString());
        return answer["id"]!.GetValue<Guid>();
    }

    /// <summary>With its people: the next test begins as this one did, also when this one failed.</summary>
    public async Task CleanAsync()
    {
        Provider.Lies = null;
        Provider.Describes = null;
        Provider.Shown = null;
        Provider.Signer = TokenSigner.Rsa($"{Guid.CreateVersion7()}");
        (Provider.IsDown, Provider.IsSilent, Provider.GivesRefresh, Provider.SignedIn) = (false, false, true, "s-anna");
        Provider.Add("s-anna", "anna", "staff", "VPN Users");
        foreach (var source in (await Portal.GetAsync("/sources"))["items"]!.AsArray())
        {
            using var gone = await Portal.SendAsync(HttpMethod.Delete, $"/sources/{source!["id"]}?withPeople=true", "");
            Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        }

        foreach (var user in (await Portal.GetAsync("/users?limit=1000"))["items"]!.AsArray())
        {
            if (user!["disabled"]!.GetValue<bool>())
            {
                using var gone = await Portal.SendAsync(HttpMethod.Delete, $"/users/{user["name"]}", "");
            }
        }
    }

    public Task<JsonNode> SyncAsync(Guid id, bool evenIfMany = false) =>
        Portal.DoAsync(HttpMethod.Post, $"/sources/{id}/sync?evenIfMany={JsonSerializer.Serialize(evenIfMany)}", "");

    /// <summary>From our button to the provider and back.</summary>
    /// <param name="at">Null: the provider of this world.</param>
    /// <returns>The id of the problem; null: signed in.</returns>
    public async Task<string?> SignInAsync(TestApp app, Guid id, string query = "", OidcServer? at = null)
    {
        var back = await GoAsync(app, id, query, at);
        return back.Problem ?? await ComeBackAsync(app, back.Address!);
    }

    /// <summary>To the provider, which answers.</summary>
    /// <returns>Where it sends the browser; or why it was not gone to.</returns>
    public async Task<(string? Address, string? Problem)> GoAsync(
        TestApp app,
        Guid id,
        string query = "",
        OidcServer? at = null
    )
    {
        using var begun = await app.Http.GetAsync($"/sign-in/at/{id}{query}");
        if (begun.StatusCode != HttpStatusCode.Redirect)
        {
            return (null, IdOf(await begun.Content.ReadAsStringAsync()));
        }

        using var http = new HttpClient(
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                SslOptions = new()
                {
                    CertificateChainPolicy = new X509ChainPolicy
                    {
                        TrustMode = X509ChainTrustMode.CustomRootTrust,
                        CustomTrustStore = { (at ?? Provider).Certificate },
                        RevocationMode = X509RevocationMode.NoCheck,
                    },
                },
            }
        );
        using var answer = await http.GetAsync(begun.Headers.Location);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return (answer.Headers.Location!.PathAndQuery, null);
    }

    /// <returns>The id of the problem; null: signed in.</returns>
    public static async Task<string?> ComeBackAsync(TestApp app, string address)
    {
        using var answer = await app.Http.GetAsync(address);
        return answer.StatusCode == HttpStatusCode.Redirect ? null : IdOf(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The address with another value of one of its parameters; null: without it.</summary>
    public static string With(string address, string name, string? value)
    {
        var (path, query) = (address.Split('?')[0], HttpUtility.ParseQueryString(address.Split('?')[1]));
        query[name] = value;
        if (value is null)
        {
            query.Remove(name);
        }

        return $"{path}?{query}";
    }

    private static string IdOf(string page) => ProblemId().Match(page) is { Success: true } found ? found.Value : page;

    [GeneratedRegex("HF-[0-9]{4}")]
    private static partial Regex ProblemId();
}
