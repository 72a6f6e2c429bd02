using Holdfast.Data.Sources;
using Holdfast.Data.Users;

namespace Holdfast.Data.Tests.Sources;

public abstract class SourceStoreTests(DatabaseKind kind) : StoreTests(kind)
{
    private static readonly Guid Source = Guid.CreateVersion7();
    private static readonly Guid Other = Guid.CreateVersion7();

    [Fact]
    public async Task Add_Found_BySubjectAndByUser()
    {
        var anna = await AddUserAsync("anna", "staff");
        var person = Of(anna, "1") with { Refresh = [1, 2] };
        await AddAsync(person);

        Assert.Equivalent(person, await ReadAsync(unit => Stores.SourcePeople.FindAsync(unit, anna.Id)), strict: true);
        var known = await FindAsync("1");
        Assert.Equal(["staff"], known!.User.Groups);
        Assert.Equal(Source, known.User.SourceId);
        Assert.Null(await FindAsync("2"));
        Assert.Null(await ReadAsync(unit => Stores.SourcePeople.FindBySubjectAsync(unit, Other, "1")));
    }

    [Fact]
    public async Task Add_SubjectTwice_IsRefusedByTheDatabase()
    {
        await AddAsync(Of(await AddUserAsync("anna"), "1"));
        var bert = await AddUserAsync("bert");

        await Assert.ThrowsAnyAsync<Exception>(() => AddAsync(Of(bert, "1")));
        Assert.Null(await ReadAsync(unit => Stores.SourcePeople.FindAsync(unit, bert.Id)));
    }

    [Fact]
    public async Task Vanished_Seen_ComesAndGoes()
    {
        var anna = await AddUserAsync("anna");
        await AddAsync(Of(anna, "1") with { Refresh = [1] });
        await WriteAsync(unit => Stores.SourcePeople.VanishedAsync(unit, anna.Id, Now.AddHours(1)));
        await WriteAsync(unit => Stores.SourcePeople.VanishedAsync(unit, anna.Id, Now.AddHours(2)));
        var gone = (await FindAsync("1"))!.Person;
        Assert.Equal(Now.AddHours(2), gone.VanishedAt);
        Assert.Null(gone.Refresh);

        await WriteAsync(unit => Stores.SourcePeople.SeenAsync(unit, anna.Id, "anna.b", Now.AddHours(3)));
        var back = (await FindAsync("1"))!.Person;
        Assert.Equal((null, "anna.b", Now.AddHours(3)), (back.VanishedAt, back.Name, back.SeenAt));
    }

    [Fact]
    public async Task List_ManyPages_HasEachOnce()
    {
        for (var n = 0; n < 5; n++)
        {
            await AddAsync(Of(await AddUserAsync($"u{n}"), $"{n}"));
        }

        var all = new List<string>();
        Guid? after = null;
        while (true)
        {
            var page = await ReadAsync(unit => Stores.SourcePeople.ListAsync(unit, Source, after, 2));
            all.AddRange(page.Select(one => one.Person.Subject));
            if (page.Count < 2)
            {
                break;
            }

            after = page[^1].User.Id;
        }

        Assert.Equal(["0", "1", "2", "3", "4"], all.Order(StringComparer.Ordinal));
        Assert.Equal(5, await ReadAsync(unit => Stores.SourcePeople.CountAsync(unit, Source)));
        Assert.Equal(0, await ReadAsync(unit => Stores.SourcePeople.CountAsync(unit, Other)));
    }

    [Fact]
    public async Task User_Removed_TakesTheLinkAlong()
    {
        var anna = await AddUserAsync("anna");
        await AddAsync(Of(anna, "1"));
        await WriteAsync(unit => Stores.Users.RemoveAsync(unit, anna.Id));

        Assert.Equal(0, await ReadAsync(unit => Stores.SourcePeople.CountAsync(unit, Source)));
    }

    [Fact]
    public async Task Administrators_OfASource_DoNotCount()
    {
        var (own, theirs) = (await AddUserAsync("own"), await AddUserAsync("theirs"));
        foreach (var user in new[] { own, theirs })
        {
            await WriteAsync(unit => Stores.Users.SetRoleAsync(unit, user.Id, Role.Administrator));
        }

        await AddAsync(Of(theirs, "1"));
        Assert.Equal(1, await ReadAsync(Stores.Users.CountAdministratorsAsync));
    }

    [Fact]
    public async Task AddMany_NamesTaken_OnlyTheOthers()
    {
        await AddUserAsync("u7");
        User[] wanted =
        [
            .. Enumerable
                .Range(0, 250)
                .Select(n => new User
                {
                    Id = Guid.CreateVersion7(),
                    Name = $"u{n}",
                    NameKey = n == 9 ? "u8" : $"u{n}",
                    CreatedAt = Now,
                    Groups = ["b", "a", "a"],
                    MailAddress = n % 2 == 0 ? null : "x@example.org",
                }),
        ];
        var added = await WriteAsync(unit => Stores.Users.AddManyAsync(unit, wanted));

        Assert.Equal(wanted.Where((_, n) => n is not (7 or 9)).Select(user => user.Id).ToHashSet(), added.ToHashSet());
        var last = await ReadAsync(unit => Stores.Users.FindAsync(unit, wanted[249].Id));
        Assert.Equal(["a", "b"], last!.Groups);
        Assert.Equal("x@example.org", last.MailAddress);
    }

    [Fact]
    public async Task Look_Put_IsTheLast()
    {
        await WriteAsync(unit => Stores.SourceLooks.PutAsync(unit, new(Source, Now, "no", "{}")));
        await WriteAsync(unit =>
            Stores.SourceLooks.PutAsync(unit, new(Source, Now.AddMinutes(5), null, """{"found":1}"""))
        );

        Assert.Equal(
            [new SourceLook(Source, Now.AddMinutes(5), null, """{"found":1}""")],
            await ReadAsync(Stores.SourceLooks.ListAsync)
        );
        Assert.True(await WriteAsync(unit => Stores.SourceLooks.RemoveAsync(unit, Source)));
        Assert.Empty(await ReadAsync(Stores.SourceLooks.ListAsync));
    }

    private Task AddAsync(SourcePerson person) => WriteAsync(unit => Stores.SourcePeople.AddAsync(unit, [person]));

    private Task<KnownPerson?> FindAsync(string subject) =>
        ReadAsync(unit => Stores.SourcePeople.FindBySubjectAsync(unit, Source, subject));

    private static SourcePerson Of(User user, string subject) =>
        new()
        {
            UserId = user.Id,
            SourceId = Source,
            Subject = subject,
            Name = user.Name,
            SeenAt = Now,
        };
}

public sealed class SqliteSourceStoreTests() : SourceStoreTests(DatabaseKind.Sqlite);

[Trait("needs", "postgres")]
public sealed class PostgresSourceStoreTests() : SourceStoreTests(DatabaseKind.Postgres);
