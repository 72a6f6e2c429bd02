using Holdfast.Data.Problems;
using Holdfast.Model.Problems;
using Npgsql;

namespace Holdfast.Data.Postgres;

/// <summary>PostgreSQL's error codes (https://www.postgresql.org/docs/15/errcodes-appendix.html) as what to do about them.</summary>
internal static class PostgresErrors
{
    public const string SerializationFailure = "40001";
    public const string Deadlock = "40P01";
    public const string ReadOnlyTransaction = "25006";

    /// <summary>The server ended the session, because nobody said what the transaction should do next.</summary>
    public const string IdleTransaction = "25P03";

    /// <summary>Another try of the whole unit may well succeed, at once.</summary>
    public static bool IsConflict(NpgsqlException e) => e.SqlState is SerializationFailure or Deadlock;

    /// <summary>The server went away or is no longer the primary; another try may find its successor.</summary>
    public static bool IsLost(NpgsqlException e) =>
        e.SqlState is null
            ? e.InnerException is not TimeoutException
            : e.SqlState == ReadOnlyTransaction
                || e.SqlState.StartsWith("08", StringComparison.Ordinal)
                || e.SqlState is "57P01" or "57P02" or "57P03";

    /// <summary>
    /// The server said that the commit did not take place. Every other error while committing leaves it open: the answer may have
    /// been lost behind the commit.
    /// </summary>
    public static bool IsCertainlyRolledBack(NpgsqlException e) =>
        e is PostgresException { SqlState: not "40003" } refused
        && (
            refused.SqlState.StartsWith("40", StringComparison.Ordinal)
            || refused.SqlState.StartsWith("23", StringComparison.Ordinal)
            || refused.SqlState.StartsWith("25", StringComparison.Ordinal)
        );

    public static DatabaseException ToException(NpgsqlException e) => new(KindOf(e).At("PostgreSQL", Describe(e)), e);

    public static CommitUnknownException CommitUnknown(Exception e) =>
        new(DatabaseProblems.CommitUnknown.At("PostgreSQL", e.Message), e);

    private static ProblemKind KindOf(NpgsqlException e) =>
        e.SqlState switch
        {
            null when e.InnerException is TimeoutException => DatabaseProblems.TooSlow,
            null => DatabaseProblems.Unreachable,
            ReadOnlyTransaction => DatabaseProblems.ReadOnly,
            "53100" => DatabaseProblems.DiskFull,
            "57014" => DatabaseProblems.TooSlow,
            "55P03" or SerializationFailure or Deadlock or IdleTransaction => DatabaseProblems.Busy,
            "3D000" or "42501" => DatabaseProblems.Refused,
            "XX001" or "XX002" => DatabaseProblems.Damaged,
            _ => KindOfClass(e.SqlState[..2]),
        };

    private static ProblemKind KindOfClass(string errorClass) =>
        errorClass switch
        {
            "08" or "57" or "53" => DatabaseProblems.Unreachable,
            "23" => DatabaseProblems.RuleBroken,
            "28" => DatabaseProblems.Refused,
            "58" => DatabaseProblems.DiskFailed,
            _ => DatabaseProblems.Failed,
        };

    /// <summary>Without the detail, which repeats values of the row.</summary>
    private static string Describe(NpgsqlException e) =>
        e is PostgresException p
            ? $"{p.MessageText} ({p.SqlState})."
            : $"{string.Join("; ", Causes(e).Distinct(StringComparer.Ordinal))}.";

    /// <summary>Of several hosts, each has its own; what stands around them says nothing.</summary>
    private static IEnumerable<string> Causes(Exception e) =>
        e switch
        {
            AggregateException several => several.InnerExceptions.SelectMany(Causes),
            { InnerException: AggregateException several } => Causes(several),
            { InnerException: { } inner } => [$"{e.Message.TrimEnd('.')}: {inner.Message.TrimEnd('.')}"],
            _ => [e.Message.TrimEnd('.')],
        };
}
