using Holdfast.Model.Problems;

namespace Holdfast.Single.Checks;

/// <summary>It is clear which database is meant, and its password is nobody else's to see. Does not connect.</summary>
internal sealed class DatabaseCheck : IStartCheck
{
    public IEnumerable<Problem> Check(ServerOptions options) => options.Database.Read().Problems;
}
