using Holdfast.Databases.Moving;
using Holdfast.Homes;
using Holdfast.Model.Problems;

namespace Holdfast.Single.Checks;

/// <summary>It is clear which database is meant, it is not one that was left, and its password is nobody else's to see. Does not connect.</summary>
internal sealed class DatabaseCheck(HomeFolder home) : IStartCheck
{
    public IEnumerable<Problem> Check(ServerOptions options)
    {
        var setting = options.Database.Read();
        return setting.Value is { } named
            ? MovedNote.Against(home, named) is { } moved
                ? [moved]
                : []
            : setting.Problems;
    }
}
