using Waystation.Shared;

namespace Waystation.Data;

/// <summary>Why a database could not be opened, backed up or restored.</summary>
static class Say
{
    public static Sentence NoPrivateClusterHere => new("data.no-private-cluster-here");
    public static Sentence RootOnlyOnLinux => new("data.root-only-on-linux");
    public static Sentence NoPostgres => new("data.no-postgres");
    public static Sentence NotAConnectionString => new("data.not-a-connection-string");

    public static Sentence NotABackup => new("data.not-a-backup");
    public static Sentence BackupUnlikeItsSchema => new("data.backup-unlike-its-schema");
    public static Sentence RestoreNeedsEmptyDatabase => new("data.restore-needs-empty-database");

    public static Sentence NoPostgresAt(string folder) => new("data.no-postgres-at", folder);
    public static Sentence CannotMakeFolder(string path, string because) => new("data.cannot-make-folder", path, because);
    public static Sentence NoUserForPostgres(string name, string because) => new("data.no-user-for-postgres", name, because);
    public static Sentence ClusterOfAnotherUser(string folder) => new("data.cluster-of-another-user", folder);
    public static Sentence ClusterOfAnotherVersion(string folder, int? made, string here) => new("data.cluster-of-another-version", folder, made, here);
    public static Sentence ClusterNotMade(string because) => new("data.cluster-not-made", because);
    public static Sentence ClusterDoesNotStart(string folder, string because) => new("data.cluster-does-not-start", folder, because);
    public static Sentence ServerTooOld(string version, int oldest) => new("data.server-too-old", version, oldest);
    public static Sentence ServerRefusesLogin(string address) => new("data.server-refuses-login", address);
    public static Sentence NoSuchDatabase(string address) => new("data.no-such-database", address);
    public static Sentence ServerAway(string address, string because) => new("data.server-away", address, because);
    public static Sentence DatabaseIsNewer(string script) => new("data.database-is-newer", script);
    public static Sentence MigrationChanged(string script) => new("data.migration-changed", script);
    public static Sentence BackupExists(string file) => new("data.backup-exists", file);
    public static Sentence NoFolderForBackup(string folder) => new("data.no-folder-for-backup", folder);
    public static Sentence NoSuchBackup(string file) => new("data.no-such-backup", file);
    public static Sentence BackupDamaged(string part) => new("data.backup-damaged", part);
    public static Sentence BackupIsNewer(string script) => new("data.backup-is-newer", script);
    public static Sentence RestoreNeedsEmptyUploads(string folder) => new("data.restore-needs-empty-uploads", folder);
}
