import java.lang.reflect.*;
import java.util.*;
import java.util.jar.*;

/**
 * Prints what the stubs in sobject-types-*.jar know of every SObject, one line a fact: `object Name`, then its
 * `field Name Type`, `parent Relationship Type` and `child Relationship Type` lines. Read by mergeSchema.ts.
 */
public class DumpSObjects {
    static final String ROOT = "com.nawforce.runforce.";
    static final Set<String> VALUES = Set.of("Id", "String", "Boolean", "Integer", "Long", "Double", "Decimal", "Date", "Datetime", "Time", "Blob");

    public static void main(String[] arguments) throws Exception {
        TreeMap<String, Class<?>> classes = new TreeMap<>();
        try (JarFile jar = new JarFile(arguments[0])) {
            for (JarEntry entry : Collections.list(jar.entries())) {
                String path = entry.getName();
                if (!path.startsWith("com/nawforce/runforce/SObjects/") || !path.endsWith(".class") || path.contains("$")) continue;
                Class<?> type = Class.forName(path.replace('/', '.').replaceAll("\\.class$", ""));
                classes.put(type.getSimpleName(), type);
            }
        }
        StringBuilder out = new StringBuilder();
        for (Map.Entry<String, Class<?>> entry : classes.entrySet()) {
            out.append("object ").append(entry.getKey()).append('\n');
            for (Field field : entry.getValue().getDeclaredFields()) {
                if (!Modifier.isPublic(field.getModifiers()) || Modifier.isStatic(field.getModifiers())) continue;
                String name = field.getName().replaceAll("\\$+$", "");
                Class<?> type = field.getType();
                if (type.isArray()) {
                    if (isSObject(type.getComponentType())) out.append("child ").append(name).append(' ').append(type.getComponentType().getSimpleName()).append('\n');
                } else if (isSObject(type)) {
                    out.append("parent ").append(name).append(' ').append(type.getSimpleName()).append('\n');
                } else {
                    String simple = type.getSimpleName().replaceAll("\\$+$", "");
                    out.append("field ").append(name).append(' ').append(VALUES.contains(simple) ? simple : type == String.class ? "String" : "Object").append('\n');
                }
            }
        }
        System.out.print(out);
    }

    static boolean isSObject(Class<?> type) {
        return type.getName().startsWith(ROOT + "SObjects.") || type.getName().startsWith(ROOT + "SObjectStubs.");
    }
}
