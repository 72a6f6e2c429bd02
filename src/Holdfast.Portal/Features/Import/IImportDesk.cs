using Holdfast.Model.Problems;
using Holdfast.Portal.Features.Audit;

namespace Holdfast.Portal.Features.Import;

/// <summary>Takes users over from a file: all of it, or nothing.</summary>
public interface IImportDesk
{
    /// <summary>Changes nothing.</summary>
    /// <param name="keepKnown">Users who are there already stay as they are; false: that is a mistake.</param>
    Task<ImportPlan> PlanAsync(string csv, bool keepKnown, CancellationToken cancel);

    /// <returns>What was made; or all that is wrong, and then nothing was.</returns>
    Task<Outcome<ImportedUsers>> CommitAsync(string csv, bool keepKnown, Actor actor, CancellationToken cancel);
}
