using Holdfast.Data.Problems;
using Holdfast.Model.Problems;

namespace Holdfast.Data.Migrations;

/// <summary>What is still to be done to a database.</summary>
internal static class MigrationPlan
{
    /// <param name="known">Of this program, in order.</param>
    /// <param name="applied">By the database's own account, in order.</param>
    public static Outcome<Migration[]> Make(IReadOnlyList<Migration> known, IReadOnlyList<AppliedMigration> applied)
    {
        for (var i = 0; i < Math.Min(known.Count, applied.Count); i++)
        {
            if (known[i].Number != applied[i].Number || known[i].Checksum != applied[i].Checksum)
            {
                return DatabaseProblems.ChangedMigration.At(
                    "schema",
                    $"Step {applied[i].Name} is not the {known[i].Name} of this program."
                );
            }
        }

        return applied.Count > known.Count
            ? DatabaseProblems.NewerSchema.At(
                "schema",
                $"It is at step {applied[^1].Number}, this program knows {known.Count}."
            )
            : known.Skip(applied.Count).ToArray();
    }
}
