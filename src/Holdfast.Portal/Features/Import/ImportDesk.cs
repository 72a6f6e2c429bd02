using Holdfast.Data;
using Holdfast.Data.Users;
using Holdfast.Identity.Passwords;
using Holdfast.Model.Problems;
using Holdfast.Portal.Access;
using Holdfast.Portal.Features.Audit;
using Holdfast.Portal.Features.Users;

namespace Holdfast.Portal.Features.Import;

/// <summary>Users from a file, in one transaction.</summary>
public sealed class ImportDesk(
    IDatabase database,
    UserStore users,
    Argon2idHasher hasher,
    AuditLog audit,
    TimeProvider clock
) : IImportDesk
{
    public Task<ImportPlan> PlanAsync(string csv, bool keepKnown, CancellationToken cancel)
    {
        var table = UserTable.Read(csv);
        return database.ReadAsync(unit => PlanAsync(unit, table, keepKnown), cancel);
    }

    public async Task<Outcome<ImportedUsers>> CommitAsync(
        string csv,
        bool keepKnown,
        Actor actor,
        CancellationToken cancel
    )
    {
        var table = UserTable.Read(csv);
        var plan = await database.ReadAsync(unit => PlanAsync(unit, table, keepKnown), cancel);
        if (!plan.IsGood)
        {
            return Outcome<ImportedUsers>.Failed(plan.Problems);
        }

        var given = plan.Rows.Where(row => row.Fate == Fate.New && !actor.MayActOn(row.Role)).ToList();
        if (given.Count > 0)
        {
            return Outcome<ImportedUsers>.Failed([
                .. given.Select(row =>
                    AccessProblems.RoleIsGiven.At(
                        ImportRow.Place(row.Line, ImportColumns.Role),
                        AccessWords.Of(row.Role)
                    )
                ),
            ]);
        }

        // Before the transaction: it may be done more than once, and hashing takes long.
        var made = await MakeAsync(plan, cancel);
        try
        {
            return await database.WriteAsync<Outcome<ImportedUsers>>(
                async unit =>
                {
                    // A row that was new may be somebody by now.
                    var now = await PlanAsync(unit, table, keepKnown);
                    return now.IsGood
                        ? await AddAsync(unit, now, made, actor)
                        : Outcome<ImportedUsers>.Failed(now.Problems);
                },
                cancel
            );
        }
        catch (NameTakenMeanwhileException taken)
        {
            return Outcome<ImportedUsers>.Failed(Taken(taken.Row).Problems);
        }
    }

    private async Task<ImportPlan> PlanAsync(IUnitOfWork unit, UserTable table, bool keepKnown)
    {
        string[] keys = [.. table.Rows.Select(row => row.Parsed?.Key).OfType<string>().Distinct()];
        var taken = await users.TakenKeysAsync(unit, keys);
        return new(
            [
                .. table.Rows.Select(row =>
                    row.Parsed is null || !taken.Contains(row.Parsed.Key) ? row
                    : !keepKnown ? Taken(row)
                    : row.Fate == Fate.New ? row with { Fate = Fate.Kept }
                    : row
                ),
            ],
            table.Problems
        );
    }

    private static ImportRow Taken(ImportRow row) => row.Refused(ImportColumns.Name, UserProblems.NameTaken.At("", ""));

    /// <summary>The rows that make users, with their passwords.</summary>
    private async Task<IReadOnlyDictionary<int, Made>> MakeAsync(ImportPlan plan, CancellationToken cancel)
    {
        var made = new Dictionary<int, Made>();
        foreach (var row in plan.Rows.Where(row => row.Fate == Fate.New))
        {
            var oneTime = row.Password is null ? RandomPassword.New() : null;
            made[row.Line] = new(
                oneTime,
                oneTime is null ? await hasher.HashAsync(row.Password!, cancel) : Argon2idHasher.HashRandom(oneTime)
            );
        }

        return made;
    }

    private async Task<ImportedUsers> AddAsync(
        IUnitOfWork unit,
        ImportPlan plan,
        IReadOnlyDictionary<int, Made> made,
        Actor actor
    )
    {
        var done = new List<ImportedUser>();
        // Who was there when the passwords were made, and was removed since, stays away.
        foreach (var row in plan.Rows.Where(row => row.Fate == Fate.New && made.ContainsKey(row.Line)))
        {
            var (oneTime, hash) = made[row.Line];
            if (!await users.AddAsync(unit, UserOf(row, hash)))
            {
                throw new NameTakenMeanwhileException(row);
            }

            await audit.AddAsync(
                unit,
                actor,
                "user.add",
                row.Parsed!.Text,
                new
                {
                    row.Role,
                    row.Groups,
                    row.Disabled,
                }
            );
            done.Add(new(row.Parsed.Text, oneTime));
        }

        await audit.AddAsync(
            unit,
            actor,
            "user.import",
            done.Count == 1 ? "1 user" : $"{done.Count} users",
            new { Kept = plan.Count(Fate.Kept) }
        );
        return new(done, plan.Count(Fate.Kept));
    }

    private User UserOf(ImportRow row, string hash)
    {
        var now = clock.GetUtcNow();
        return new()
        {
            Id = Guid.CreateVersion7(now),
            Name = row.Parsed!.Text,
            NameKey = row.Parsed.Key,
            PasswordHash = hash,
            MustChangePassword = true,
            Role = row.Role,
            Groups = row.Groups,
            DisabledAt = row.Disabled ? now : null,
            MailAddress = row.MailAddress.Length == 0 ? null : row.MailAddress,
            CreatedAt = now,
        };
    }

    private sealed record Made(string? OneTimePassword, string Hash)
    {
        public override string ToString() => "Made";
    }
}
