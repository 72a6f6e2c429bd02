using Holdfast.Identity.UserNames;
using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Features.Import;

namespace Holdfast.Web.OnFakes;

/// <summary>Each line is a user; one whose name is no name is wrong, and one who is there already is so, too.</summary>
internal sealed class FakeImport(FakeWorld world) : IImportDesk
{
    public Task<ImportPlan> PlanAsync(string csv, bool keepKnown, CancellationToken cancel) =>
        Task.FromResult(
            csv.Length == 0
                ? new ImportPlan([], [ImportProblems.Empty.At("", "")])
                : new ImportPlan([.. csv.Split('\n').Skip(1).Select(Row)], [])
        );

    public Task<Outcome<ImportedUsers>> CommitAsync(string csv, bool keepKnown, Actor actor, CancellationToken cancel)
    {
        world.Done.Add("imported");
        return Task.FromResult<Outcome<ImportedUsers>>(
            new ImportedUsers(
                [.. csv.Split('\n').Skip(1).Select(name => new ImportedUser(name.Trim(), "k3nfm8wz2q7xhtp4"))],
                1
            )
        );
    }

    private static ImportRow Row(string line, int index)
    {
        var (name, known) = (UserName.Read(line), line.Trim() == FakeWorld.UserName);
        return new()
        {
            Line = index + 2,
            Name = line.Trim(),
            Parsed = name.Value,
            Groups = ["staff", "laboratory"],
            MailAddress = "somebody.with.a.long.name@example.org",
            Problems =
            [
                .. name.Problems.Select(problem => problem with { Where = ImportRow.Place(index + 2, "name") }),
            ],
            Fate =
                !name.Succeeded ? Fate.Wrong
                : known ? Fate.Kept
                : Fate.New,
        };
    }
}
