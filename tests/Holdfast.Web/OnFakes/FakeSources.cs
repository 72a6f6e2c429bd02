using Holdfast.Data.Users;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Sources;
using Holdfast.Portal.Layout;
using Holdfast.Portal.Sources;
using Holdfast.Portal.Sources.Ldap;
using Holdfast.Portal.Sources.People;
using Holdfast.Portal.Sources.Settings;

namespace Holdfast.Web.OnFakes;

/// <summary>A directory that works, one that lost its people, and one that is switched off. Judged by the real rules.</summary>
internal sealed class FakeSources : ISourceDesk
{
    public const string Company = "0198c0de-0000-7000-8000-00000000000a";
    private const string Branch = "0198c0de-0000-7000-8000-00000000000b";
    private const string Old = "0198c0de-0000-7000-8000-00000000000c";

    private static readonly SyncReport Good = new(
        1840,
        3,
        12,
        1,
        2,
        [
            "HF-2340 admin. Another user has the name.",
            "HF-2341 “anna müller”. The user name has a character that is not allowed.",
        ],
        1.742,
        Problem: null
    );

    public List<SourceView> Sources { get; } =
    [
        new(Of(Company, "Company"), 1838, FakeWorld.Now.AddMinutes(-3), Good),
        new(
            Of(Branch, "Branch office with a rather long name in the north"),
            214,
            FakeWorld.Now.AddMinutes(-1),
            SyncReport.Failed(
                $"{SourceProblems.WouldDisableTooMany.At("Branch", "200 of 214 would lose their access; 14 people were found.")}",
                0.3
            )
        ),
        new(Of(Old, "Old directory") with { Enabled = false }, 0, null, null),
    ];

    /// <summary>What was asked for last.</summary>
    public string Asked { get; private set; } = "";

    public Task<IReadOnlyList<SourceView>> ListAsync(CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<SourceView>>(Sources);

    public string RedirectAddressOf(Guid id) => $"https://vpn.example.org/sign-in/at/{id}/back";

    public Task<IReadOnlyList<Problem>> SaveAsync(
        Visitor by,
        Guid id,
        bool isNew,
        SourceDraft wanted,
        CancellationToken cancel
    )
    {
        var problems = Check(id, wanted);
        if (problems.Count == 0)
        {
            Sources.RemoveAll(one => one.Settings.Id == id);
            Sources.Add(
                new(
                    new()
                    {
                        Id = id,
                        Name = wanted.Name,
                        Enabled = wanted.Enabled,
                        Ldap = wanted.Ldap,
                        Radius = wanted.Radius,
                        Oidc = wanted.Oidc,
                        Groups = wanted.Groups!,
                        Sync = wanted.Sync!,
                    },
                    0,
                    null,
                    null
                )
            );
        }

        return Task.FromResult(problems);
    }

    public Task<Outcome<SourceTrial>> TestAsync(
        Guid id,
        SourceDraft wanted,
        string person,
        string password,
        CancellationToken cancel
    )
    {
        Asked = $"test {string.Join(' ', wanted.Ldap!.Servers)} {person} {password}";
        return Task.FromResult<Outcome<SourceTrial>>(
            Check(id, wanted) is { Count: > 0 } problems
                ? Outcome<SourceTrial>.Failed(problems)
                : SourceTrial.Bad(
                    [
                        "The name ldap.example.org is known: 192.0.2.7",
                        "Port 636 is open",
                        "The connection is encrypted, and the certificate is good: CN=ldap.example.org",
                    ],
                    LdapProblems.BindRefused.At("ldap.example.org:636", "49, invalid credentials.")
                )
        );
    }

    public Task<IReadOnlyList<Problem>> RaiseAsync(Visitor by, Guid id, CancellationToken cancel) =>
        DoneAsync($"raise {id}");

    public Task<Outcome<SyncReport>> SyncAsync(Visitor by, Guid id, bool evenIfMany, CancellationToken cancel)
    {
        Asked = $"sync {id} {evenIfMany}";
        return Task.FromResult<Outcome<SyncReport>>(Good);
    }

    public Task<IReadOnlyList<Problem>> RemoveAsync(Visitor by, Guid id, CancellationToken cancel) =>
        DoneAsync($"remove {id}");

    private Task<IReadOnlyList<Problem>> DoneAsync(string asked)
    {
        Asked = asked;
        return Task.FromResult<IReadOnlyList<Problem>>([]);
    }

    private IReadOnlyList<Problem> Check(Guid id, SourceDraft wanted) =>
        SourceRules.Check(
            wanted,
            Sources.FirstOrDefault(one => one.Settings.Id == id)?.Settings,
            [.. Sources.Where(one => one.Settings.Id != id).Select(one => one.Settings)]
        );

    private static SourceSettings Of(string id, string name) =>
        new()
        {
            Id = Guid.Parse(id),
            Name = name,
            SecretId = Guid.Empty,
            Ldap = new()
            {
                Servers = ["ldap1.example.org", "ldap2.example.org:1636"],
                BindDn = "cn=reader,dc=example,dc=org",
                Base = "ou=people,dc=example,dc=org",
            },
            Groups = new()
            {
                Map = [new("VPN Users", "vpn")],
                Roles = [new("CN=VPN Admins,OU=Groups,DC=example,DC=org", Role.Administrator)],
            },
        };
}
