using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Holdfast.Portal.Tests.Running;

namespace Holdfast.Portal.Tests.Features.AdminApi;

public sealed class AdminApiTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string Root = "/api/admin/v1";

    [Theory]
    [InlineData("/readyz")]
    [InlineData("/livez")]
    [InlineData("/metrics")]
    public async Task PublicDoor_DoesNotKnowInnerAddresses(string path)
    {
        using var app = portal.NewApp();
        using var answer = await app.Http.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/sign-in")]
    [InlineData("/vpn-user-portal/api/v3/info")]
    public async Task AdminDoor_DoesNotKnowPublicAddresses(string path)
    {
        using var answer = await portal.Admin.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task AddUser_EverythingWrong_SaysAllOfIt()
    {
        using var answer = await portal.Admin.PostAsJsonAsync(
            $"{Root}/users",
            new
            {
                name = "not a name!",
                password = "x",
                groups = new[] { "ok", "not ok" },
            }
        );
        var ids = await ProblemIdsAsync(answer);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("HF-1102", ids);
        Assert.Contains("HF-1153", ids);
    }

    [Fact]
    public async Task AddUser_NameTaken_IsAConflict()
    {
        var name = await portal.AddUserAsync();
        using var answer = await portal.Admin.PostAsJsonAsync(
            $"{Root}/users",
            new { name = name.ToUpperInvariant(), password = TestApp.Password }
        );

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(["HF-1151"], await ProblemIdsAsync(answer));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"name\":5}")]
    [InlineData("{\"name\":null}")]
    [InlineData("{\"name\":\"x\",\"groups\":[null]}")]
    [InlineData("{\"name\":\"x\",\"surprise\":1}")]
    [InlineData("{\"name\":\"x\"")]
    [InlineData("null")]
    public async Task AddUser_BodyNotUnderstood_IsRefused(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await portal.Admin.PostAsync($"{Root}/users", content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(["HF-1404"], await ProblemIdsAsync(answer));
    }

    [Fact]
    public async Task Disable_LastAdministrator_IsRefused()
    {
        using var content = JsonContent.Create(new { disabled = true });
        using var answer = await portal.Admin.PatchAsync($"{Root}/users/admin", content);

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Equal(["HF-1152"], await ProblemIdsAsync(answer));
    }

    [Theory]
    [InlineData("7B22FF223A317D")] // {"\xff":1}
    [InlineData("7B226E616D65223A22FF227D")] // {"name":"\xff"}
    [InlineData("7B225C7564383030223A317D")] // {"\ud800":1}
    [InlineData("7B226E616D65223A225C7564383030227D")] // {"name":"\ud800"}
    public async Task AddUser_NotUnicode_IsRefused(string hex)
    {
        using var content = new ByteArrayContent(Convert.FromHexString(hex));
        using var answer = await portal.Admin.PostAsync($"{Root}/users", content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(["HF-1404"], await ProblemIdsAsync(answer));
    }

    [Theory]
    [InlineData("""{"groups":[null]}""")]
    [InlineData("""{"groups":"staff"}""")]
    [InlineData("""{"groups":{}}""")]
    public async Task ChangeUser_NullOrNoList_IsRefused(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await portal.Admin.PatchAsync($"{Root}/users/admin", content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(["HF-1404"], await ProblemIdsAsync(answer));
    }

    [Theory]
    [InlineData("GET", "/nothing", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/users", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/users/nobody-here", HttpStatusCode.NotFound)]
    [InlineData("DELETE", "/configurations/018f0000-0000-7000-8000-000000000000", HttpStatusCode.NotFound)]
    public async Task UnknownThing_IsAProblemWithAnId(string method, string path, HttpStatusCode status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Root + path);
        using var answer = await portal.Admin.SendAsync(request);

        Assert.Equal(status, answer.StatusCode);
        Assert.Single(await ProblemIdsAsync(answer));
    }

    [Fact]
    public async Task Enrol_WrongCode_IsRefused()
    {
        using var answer = await portal.Admin.PostAsJsonAsync($"{Root}/nodes", new { code = "not a code" });

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.StartsWith("HF-17", Assert.Single(await ProblemIdsAsync(answer)), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> ProblemIdsAsync(HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return
        [
            .. body.RootElement.GetProperty("problems").EnumerateArray().Select(p => p.GetProperty("id").GetString()!),
        ];
    }
}
