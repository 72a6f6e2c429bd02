using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Holdfast.Portal.Tests.Running;

namespace Holdfast.Portal.Tests.Features.Import;

/// <summary>Users from a file, at a whole portal.</summary>
public sealed class UserImportTests(RunningPortal portal) : IClassFixture<RunningPortal>
{
    private const string Page = "/admin/users/import";

    [Fact]
    public async Task Import_GoodFile_MakesUsersWhoCanSignInAndMustChangeThePassword()
    {
        const string Csv = """
            name;mail;groups;role;disabled;password
            imp.anna;anna@example.org;"staff, lab";;;
            imp.bert;;staff;Administrator;no;correct horse battery
            imp.zoë;;;user;yes;
            """;
        var answer = await portal.DoAsync(HttpMethod.Post, "/import/users", Body(Csv));

        var (anna, bert, zoe) = (Row(answer, 0), Row(answer, 1), Row(answer, 2));
        Assert.Equal(("imp.anna", "imp.bert", "imp.zoë"), ($"{anna["name"]}", $"{bert["name"]}", $"{zoe["name"]}"));
        Assert.Null(bert["oneTimePassword"]);
        var made = await portal.GetAsync("/users/imp.anna");
        Assert.Equal("[\"lab\",\"staff\"]", made["groups"]!.ToJsonString());
        Assert.Equal("anna@example.org", $"{made["mailAddress"]}");
        Assert.Equal("administrator", $"{(await portal.GetAsync("/users/imp.bert"))["role"]}");
        Assert.True((await portal.GetAsync("/users/imp.zo%C3%AB"))["disabled"]!.GetValue<bool>());

        foreach (
            var (name, password) in new[] { ("imp.anna", $"{anna["oneTimePassword"]}"), ("imp.bert", TestApp.Password) }
        )
        {
            using var app = portal.NewApp();
            await app.SignInAsync(name, password);
            using var home = await app.Http.GetAsync("/");
            Assert.StartsWith("/account/password", home.Headers.Location?.OriginalString, StringComparison.Ordinal);
        }

        Assert.Equal("3 users", $"{(await portal.AuditAsync("user.import"))!["subject"]}");
        Assert.DoesNotContain(
            $"{anna["oneTimePassword"]}",
            (await portal.GetAsync("/audit")).ToJsonString(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Import_ThreeWrongRowsOfAThousand_ChangesNothingAndNamesAllThree()
    {
        await portal.DoAsync(HttpMethod.Post, "/import/users", Body("name\nthousand.taken"));
        var csv = new StringBuilder("name,mail,role\n");
        for (var line = 2; line <= 1001; line++)
        {
            csv.AppendLine(
                line switch
                {
                    17 => "thousand.17,not-an-address,",
                    400 => "THOUSAND.taken,,",
                    999 => "thousand.999,,emperor",
                    _ => string.Create(CultureInfo.InvariantCulture, $"thousand.{line},,"),
                }
            );
        }

        var dry = await portal.DoAsync(HttpMethod.Post, "/import/users", Body($"{csv}", dryRun: true));
        Assert.Equal(1000, dry["items"]!.AsArray().Count);
        Assert.Equal(997, dry["items"]!.AsArray().Count(row => $"{row!["fate"]}" == "new"));
        using var answer = await portal.SendAsync(HttpMethod.Post, "/import/users", Body($"{csv}"));

        Assert.Equal(
            ["HF-2106 line 17, mail", "HF-1151 line 400, name", "HF-2416 line 999, role"],
            await AdminCalls.ProblemsAsync(answer)
        );
        var left = (await portal.GetAsync("/users?search=thousand"))["items"]!.AsArray();
        Assert.Equal(["thousand.taken"], left.Select(user => $"{user!["name"]}"));
    }

    [Fact]
    public async Task Import_KnownOnesKept_AddsTheOthersAndLeavesThose()
    {
        await portal.DoAsync(HttpMethod.Post, "/import/users", Body("name,groups\nkept.one,old"));
        const string Csv = "name,groups\nkept.one,new\nkept.two,new";
        using var refused = await portal.SendAsync(HttpMethod.Post, "/import/users", Body(Csv));
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        var answer = await portal.DoAsync(HttpMethod.Post, "/import/users", Body(Csv, keepKnown: true));

        Assert.Equal(("kept.two", 1), ($"{Row(answer, 0)["name"]}", answer["kept"]!.GetValue<int>()));
        Assert.Equal("[\"old\"]", (await portal.GetAsync("/users/kept.one"))["groups"]!.ToJsonString());
        Assert.Equal("[\"new\"]", (await portal.GetAsync("/users/kept.two"))["groups"]!.ToJsonString());
    }

    [Fact]
    public async Task Import_SameFileFromManyAtOnce_OneWinsWhole()
    {
        var csv = "name\n" + string.Join('\n', Enumerable.Range(0, 50).Select(n => $"race.{n}"));
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => portal.SendAsync(HttpMethod.Post, "/import/users", Body(csv)))
        );

        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        Assert.Equal(50, (await portal.GetAsync("/users?search=race."))["items"]!.AsArray().Count);
        Array.ForEach(answers, answer => answer.Dispose());
    }

    [Theory]
    [InlineData("", "HF-2410")]
    [InlineData("name\n", "HF-2410")]
    [InlineData("name,colour,name\nx,y,z", "HF-2411 line 1, HF-2412 line 1")]
    [InlineData("mail\nx@example.org", "HF-2413 line 1")]
    [InlineData("name,mail\nwrong.a\nwrong.a,,\n", "HF-2414 line 2, HF-2414 line 3")]
    [InlineData("name\nwrong.b\nWrong.B", "HF-2415 line 3, name")]
    [InlineData(
        "name,disabled,groups\n-,perhaps,a*b",
        "HF-1102 line 2, name, HF-1153 line 2, groups, HF-2417 line 2, disabled"
    )]
    [InlineData("name,password\nwrong.c,short", "HF-1111 line 2, password")]
    [InlineData("name\n\"wrong.d", "HF-2403 line 2")]
    public async Task Import_WrongFile_SaysAllThatIsWrong(string csv, string expected)
    {
        using var answer = await portal.SendAsync(HttpMethod.Post, "/import/users", Body(csv));
        Assert.Equal(expected, string.Join(", ", await AdminCalls.ProblemsAsync(answer)));
        Assert.Empty((await portal.GetAsync("/users?search=wrong."))["items"]!.AsArray());
    }

    [Fact]
    public async Task Page_UploadedLookedAtAndImported_ShowsThePasswordsOnce()
    {
        using var app = portal.NewApp();
        await app.SignInAsync("admin", portal.AdminPassword);
        using var first = await UploadAsync(app, "name\r\npage.anna\r\npage.bert\r\n");
        var look = await first.Content.ReadAsStringAsync();
        Assert.Contains("Add 2 users", look, StringComparison.Ordinal);
        Assert.Empty((await portal.GetAsync("/users?search=page."))["items"]!.AsArray());
        using var second = await app.PostAsync(Page + "?handler=Import", look);
        var done = await second.Content.ReadAsStringAsync();
        Assert.Contains("2 users were added", done, StringComparison.Ordinal);
        Assert.Equal(2, (await portal.GetAsync("/users?search=page."))["items"]!.AsArray().Count);
        Assert.Equal("admin", $"{(await portal.AuditAsync("user.import"))!["actor"]}");

        using var again = await app.PostAsync(Page + "?handler=Import", look);
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Contains("HF-1151", await again.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_NotAnAdministrator_IsRefused()
    {
        using var app = portal.NewApp();
        await app.SignInAsync(await portal.AddUserAsync());
        using var look = await app.Http.GetAsync(Page);
        using var post = await app.PostAsync(
            Page + "?handler=Import",
            await app.Http.GetStringAsync("/"),
            ("csv", "name\nintruder")
        );

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (look.StatusCode, post.StatusCode));
        Assert.Empty((await portal.GetAsync("/users?search=intruder"))["items"]!.AsArray());
    }

    private static async Task<HttpResponseMessage> UploadAsync(TestApp app, string csv)
    {
        var page = await app.Http.GetStringAsync(Page);
        var token = page.Split("name=\"formToken\" type=\"hidden\" value=\"")[1].Split('"')[0];
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token), "formToken" },
            { new ByteArrayContent([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(csv)]), "file", "users.csv" },
        };
        return await app.Http.PostAsync(Page + "?handler=Try", form);
    }

    private static JsonNode Row(JsonNode answer, int index) => answer["items"]![index]!;

    private static string Body(string csv, bool dryRun = false, bool keepKnown = false) =>
        new JsonObject
        {
            ["csv"] = csv,
            ["dryRun"] = dryRun,
            ["keepKnown"] = keepKnown,
        }.ToJsonString();
}
