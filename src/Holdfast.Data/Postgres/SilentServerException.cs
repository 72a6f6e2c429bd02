using Npgsql;

namespace Holdfast.Data.Postgres;

/// <summary>A server that does not even begin a transaction: its machine has vanished without a word. Nothing was done there.</summary>
internal sealed class SilentServerException(NpgsqlException cause)
    : NpgsqlException("The server is silent.", new IOException(cause.Message, cause));
